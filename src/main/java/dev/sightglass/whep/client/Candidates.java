// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of a server's description the ICE candidates that we must not send to, before libwebrtc sees them: it would send checks to
 * any address at once, and look up any name. What is left out is logged by number.
 */
final class Candidates {
    private static final Logger LOG = LoggerFactory.getLogger(Candidates.class);
    /**
     * Each is an address that checks are sent to, for as long as the connection lasts. A server with eight addresses that lists them for
     * both components, in the sections of video and of audio, has 32.
     */
    private static final int MAX_CANDIDATES = 64;

    private static final String ATTRIBUTE = "a=candidate";
    /** Foundation, component, transport, priority, address (RFC 8839 section 5.1). */
    private static final int ADDRESS_FIELD = 4;

    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private final AddressCheck addresses;
    private int kept;
    private int refused;
    private int named;
    private int beyond;

    private Candidates(AddressCheck addresses) {
        this.addresses = addresses;
    }

    /**
     * Returns {@code sdp}, of an answer or an offer, with those candidates only that may be used, and lines ended by CR LF.
     *
     * @throws WhepException {@code whep:noCandidate} if none of them may, and none can come: an ICE-lite server never sends a check of its
     *     own (RFC 8445 section 2.5). One that does may still reach us, and we then answer it where it is
     */
    static String allowed(String sdp, AddressCheck addresses) {
        Candidates candidates = new Candidates(addresses);
        String left = sdp.lines().filter(candidates::keeps).collect(Collectors.joining("\r\n")) + "\r\n";
        candidates.report();
        if (candidates.areAllGone() && sdp.lines().anyMatch("a=ice-lite"::equals)) {
            throw WhepException.of(WhepFailure.NO_CANDIDATE);
        }
        return left;
    }

    private boolean keeps(String line) {
        if (!line.startsWith(ATTRIBUTE)) {
            return true;
        }
        String[] fields = line.split(" +");
        String address = fields.length > ADDRESS_FIELD ? fields[ADDRESS_FIELD] : "";
        boolean isIpv6 = IPV6.matcher(address).matches();
        if (!isIpv6 && !IPV4.matcher(address).matches()) {
            // A name, of multicast DNS for instance: nobody looks it up. Or a line that libwebrtc would refuse the
            // description for.
            named++;
            return false;
        }
        if (!isAllowed(isIpv6 ? "[" + address + "]" : address)) {
            refused++;
            return false;
        }
        if (kept == MAX_CANDIDATES) {
            beyond++;
            return false;
        }
        kept++;
        return true;
    }

    private boolean isAllowed(String address) {
        try {
            addresses.checkCandidate(address);
            return true;
        } catch (WhepException no) {
            return false;
        }
    }

    private boolean areAllGone() {
        return kept == 0 && refused + named > 0;
    }

    private void report() {
        if (refused + named + beyond > 0) {
            LOG.info(
                    "event=whep-candidates-dropped refused={} names={} beyond-limit={} kept={}",
                    refused,
                    named,
                    beyond,
                    kept);
        }
    }
}
