// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import dev.sightglass.platform.AddressRefusedException.Reason;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL, read so strictly that no two readers can take it for different machines.
 *
 * @param name lower case, no trailing dot; of an address its canonical text
 * @param address the address, if the host is one; else null
 */
record Host(String name, @Nullable InetAddress address) {
    private static final int MAX_NAME_LENGTH = 253;
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    /** No zone: it names an interface of this machine. */
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    /**
     * Names whose last label is a number are read as IPv4 addresses in odd notations by some (WHATWG URL, "ends in a number
     * checker"): 127.1, 2130706433, 0x7f.1.
     */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /** @throws AddressRefusedException if the text is neither a plain DNS name nor a plain IP address */
    static Host of(String text) {
        String host = withoutTrailingDot(text).toLowerCase(Locale.ROOT);
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return ofAddress(host);
        }
        boolean isName = host.length() <= MAX_NAME_LENGTH
                && NAME.matcher(host).matches()
                && !ENDS_IN_NUMBER.matcher(host).matches();
        if (!isName) {
            throw new AddressRefusedException(Reason.HOST);
        }
        return new Host(host, null);
    }

    private static Host ofAddress(String literal) {
        try {
            // Of a literal this only checks the form; no name service is asked.
            InetAddress address = InetAddress.getByName(literal);
            if (literal.startsWith("[") && address instanceof Inet4Address) {
                // An IPv4-mapped address: one machine under two names, for nobody's good.
                throw new AddressRefusedException(Reason.HOST);
            }
            return new Host(address.getHostAddress(), address);
        } catch (UnknownHostException e) {
            throw new AddressRefusedException(Reason.HOST);
        }
    }

    private static String withoutTrailingDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
