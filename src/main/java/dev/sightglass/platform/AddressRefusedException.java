// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

/** An outside address against the rules. Says which rule, never which address: URLs are secrets. */
public final class AddressRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The rules an address can break. */
    public enum Reason {
        /** Not a URL, or not in ASCII. */
        SYNTAX("syntax"),
        /** More than 2048 characters. */
        TOO_LONG("tooLong"),
        /** Neither https nor, where private addresses are allowed, http. */
        SCHEME("scheme"),
        /** Carries a user name or password. */
        USER_INFO("userInfo"),
        /** Carries a fragment. */
        FRAGMENT("fragment"),
        /** No host, or one that is not plainly a DNS name or an IP address. */
        HOST("host"),
        /** Not 1 to 65535. */
        PORT("port"),
        /** No allowed pattern matches the host. */
        HOST_NOT_ALLOWED("hostNotAllowed"),
        /** The host has no address. */
        UNRESOLVED("unresolved"),
        /** An address of the host is not on the public Internet. */
        PRIVATE_ADDRESS("privateAddress");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The camel-case label, for error details and metrics. */
        public String label() {
            return label;
        }
    }

    private final Reason reason;

    /** Makes one for that rule. */
    public AddressRefusedException(Reason reason) {
        super("address refused: " + reason.label());
        this.reason = reason;
    }

    /** The rule that was broken; the first, where several were. */
    public Reason reason() {
        return reason;
    }
}
