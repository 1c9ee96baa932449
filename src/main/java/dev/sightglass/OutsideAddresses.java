// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException;
import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepException;
import java.net.URI;

/** Our address rules, as the WHEP client asks for them. */
final class OutsideAddresses implements AddressCheck {

    private final AddressPolicy rules;

    OutsideAddresses(AddressPolicy rules) {
        this.rules = rules;
    }

    @Override
    public void check(URI url) {
        obey(() -> rules.check(url));
    }

    @Override
    public void checkIceHost(String host) {
        obey(() -> rules.checkPublic(host));
    }

    private static void obey(Runnable rule) {
        try {
            rule.run();
        } catch (AddressRefusedException e) {
            throw WhepException.addressRefused();
        }
    }
}
