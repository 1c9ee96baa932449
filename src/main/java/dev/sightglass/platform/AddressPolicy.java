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
 * <p>A check holds for the moment it is made: a name may mean another machine a moment later. Who connects asks
 * {@link #resolve} and connects to an address that it returns, never to the name.
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
     * @param resolver asked for each name that is to be connected to, and for one that is only checked unless private addresses are allowed
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

    /**
     * Checks a URL.
     *
     * @throws AddressRefusedException if it breaks a rule
     */
    public void check(URI url) {
        Host host = hostOf(url);
        if (!allowPrivate) {
            addresses(host);
        }
    }

    /**
     * Checks a URL and returns where it may be connected to: every address of its host, each checked, in the resolver's order. The name is
     * looked up once.
     *
     * @throws AddressRefusedException if it breaks a rule, or its host has no address
     */
    public List<InetAddress> resolve(URI url) {
        return addresses(hostOf(url));
    }

    /**
     * Checks where a host is, whatever its name: for servers that somebody allowed names, such as STUN and TURN. Of an address this only
     * reads it.
     *
     * @param rawHost a name or address as it stands in a URL, an IPv6 address in brackets
     * @return its addresses, as of {@link #resolve}
     * @throws AddressRefusedException if it is no plain host, or has no address or one that it must not have
     */
    public List<InetAddress> resolveAnyName(String rawHost) {
        return addresses(Host.of(rawHost));
    }

    private Host hostOf(URI url) {
        checkShape(url);
        String rawHost = url.getHost();
        refuseIf(rawHost == null, Reason.HOST);
        Host host = Host.of(rawHost == null ? "" : rawHost);
        refuseIf(allowedHosts.stream().noneMatch(pattern -> pattern.matches(host)), Reason.HOST_NOT_ALLOWED);
        return host;
    }

    private List<InetAddress> addresses(Host host) {
        List<InetAddress> found = List.of(lookUp(host));
        refuseIf(found.isEmpty(), Reason.UNRESOLVED);
        // One is enough to refuse them all: a server on the Internet has no address in a private network beside.
        refuseIf(!allowPrivate && !found.stream().allMatch(PublicInternet::contains), Reason.PRIVATE_ADDRESS);
        return found;
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

    private InetAddress[] lookUp(Host host) {
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
