// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException;
import dev.sightglass.platform.AddressRefusedException.Reason;
import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Our address rules, as the WHEP client asks for them. */
final class OutsideAddresses implements AddressCheck {

    private final AddressPolicy rules;
    private final Consumer<Reason> refused;

    /**
     * Makes the check.
     *
     * @param refused told of each refusal, by the rule; must not block
     */
    OutsideAddresses(AddressPolicy rules, Consumer<Reason> refused) {
        this.rules = rules;
        this.refused = refused;
    }

    @Override
    public List<InetAddress> check(URI url) {
        return obey(() -> rules.resolve(url));
    }

    @Override
    public List<InetAddress> checkIceHost(String host) {
        return obey(() -> rules.resolveAnyName(host));
    }

    @Override
    public void checkCandidate(String address) {
        obey(() -> rules.resolveAnyName(address));
    }

    private List<InetAddress> obey(Supplier<List<InetAddress>> rule) {
        try {
            return rule.get();
        } catch (AddressRefusedException e) {
            refused.accept(e.reason());
            throw e.reason() == Reason.UNRESOLVED
                    ? WhepException.of(WhepFailure.UNREACHABLE)
                    : WhepException.addressRefused();
        }
    }
}
