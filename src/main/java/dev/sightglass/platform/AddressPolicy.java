// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import dev.sightglass.platform.AddressRefusedException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * The rules every outside URL must pass before anything is sent to it: given ones, redirects, {@code Location}s and
 * {@code Link}s alike. Safe for concurrent use; blocks as long as the resolver does.
 *
 * <p>A check holds for the moment it is made. Who connects later resolves the name again, so check right before
 * connecting and leave the JVM's address cache on ({@code networkaddress.cache.ttl}, 30 s by default): then both see the
 * same answer.
 */
public final class AddressPolicy {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;

    private final List<HostPattern> allowedHosts;
    private final boolean allowPrivate;
    private final Resolver resolver;

    /** Finds the addresses of a host, as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    public interface Resolver {
        /** All addresses of that name. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Makes the rules.
     *
     * @param allowedHosts patterns: a host, {@code *.} and a domain for everything below that domain, or {@code *} for any
     * @param allowPrivate whether addresses off the public Internet, and http, are allowed
     * @param resolver asked for each name, and not at all where private addresses are allowed
     * @throws IllegalArgumentException if a pattern is none of these
     */
    public AddressPolicy(List<String> allowedHosts, boolean allowPrivate, Resolver resolver) {
        this.allowedHosts = allowedHosts.stream().map(HostPattern::of).toList();
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /**
     * Reads and checks a URL somebody sent.
     *
     * @return the URL
     * @throws AddressRefusedException if it is none, or breaks a rule
     */
    public URI parse(String url) {
        if (url.length() > MAX_LENGTH) {
            throw new AddressRefusedException(Reason.TOO_LONG);
        }
        try {
            URI parsed = new URI(url);
            check(parsed);
            return parsed;
        } catch (URISyntaxException e) {
            // Not as the cause: its message repeats the URL.
            throw new AddressRefusedException(Reason.SYNTAX);
        }
    }

    /** @throws AddressRefusedException if the URL breaks a rule */
    public void check(URI url) {
        checkShape(url);
        String rawHost = url.getHost();
        refuseIf(rawHost == null, Reason.HOST);
        checkHost(rawHost == null ? "" : rawHost);
    }

    /**
     * Checks a host alone, where there is no http URL around it.
     *
     * @param rawHost a name or address as it stands in a URL, an IPv6 address in brackets
     * @throws AddressRefusedException if it is no plain host, no pattern allows it, or it has an address it must not have
     */
    public void checkHost(String rawHost) {
        Host host = Host.of(rawHost);
        refuseIf(allowedHosts.stream().noneMatch(pattern -> pattern.matches(host)), Reason.HOST_NOT_ALLOWED);
        checkAddresses(host);
    }

    /**
     * Checks where a host is, whatever its name: for servers that somebody allowed names, such as STUN and TURN.
     *
     * @param rawHost as for {@link #checkHost}
     * @throws AddressRefusedException if it is no plain host, or has an address it must not have
     */
    public void checkPublic(String rawHost) {
        checkAddresses(Host.of(rawHost));
    }

    private void checkAddresses(Host host) {
        if (allowPrivate) {
            return;
        }
        InetAddress[] addresses = resolve(host);
        refuseIf(addresses.length == 0, Reason.UNRESOLVED);
        for (InetAddress address : addresses) {
            refuseIf(!PublicInternet.contains(address), Reason.PRIVATE_ADDRESS);
        }
    }

    private void checkShape(URI url) {
        String text = url.toString();
        refuseIf(text.length() > MAX_LENGTH, Reason.TOO_LONG);
        refuseIf(text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f), Reason.SYNTAX);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        refuseIf(!scheme.equals("https") && !(allowPrivate && scheme.equals("http")), Reason.SCHEME);
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        refuseIf(authority.indexOf('@') >= 0, Reason.USER_INFO);
        refuseIf(url.getRawFragment() != null, Reason.FRAGMENT);
        refuseIf(url.getPort() == 0 || url.getPort() > MAX_PORT, Reason.PORT);
    }

    private InetAddress[] resolve(Host host) {
        try {
            return host.address() != null ? new InetAddress[] {host.address()} : resolver.resolve(host.name());
        } catch (UnknownHostException e) {
            // Not as the cause: its message repeats the host.
            throw new AddressRefusedException(Reason.UNRESOLVED);
        }
    }

    private static void refuseIf(boolean broken, Reason reason) {
        if (broken) {
            throw new AddressRefusedException(reason);
        }
    }
}
