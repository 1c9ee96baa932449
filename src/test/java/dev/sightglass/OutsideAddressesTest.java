// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException.Reason;
import dev.sightglass.platform.HostileUrls;
import dev.sightglass.whep.client.WhepException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {
    private static final URI CAMERA = URI.create("https://camera.example/whep");

    private final List<Reason> refused = new ArrayList<>();
    private final OutsideAddresses strict = new OutsideAddresses(HostileUrls.strict(), refused::add);

    @Test
    void looksUpOnceAndHandsOutWhatItFoundThen() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        // As a name service of an attacker would: public when it is checked, this machine ever after.
        AddressPolicy rules =
                new AddressPolicy(List.of("*"), false, name -> new InetAddress[] {
                    InetAddress.getByName(lookups.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")
                });
        OutsideAddresses addresses = new OutsideAddresses(rules, refused::add);

        assertThat(addresses.check(CAMERA)).containsExactly(InetAddress.getByName("93.184.216.34"));
        assertThat(lookups).hasValue(1);
        assertThatThrownBy(() -> addresses.check(CAMERA)).hasMessage("whep:addressRefused");
    }

    @Test
    void tellsAnUnknownNameFromOneThatIsRefused() {
        assertThatThrownBy(() -> strict.check(URI.create("https://nobody.example/")))
                .isInstanceOf(WhepException.class)
                .hasMessage("whep:unreachable");
        assertThatThrownBy(() -> strict.check(URI.create("https://inside.example/")))
                .isInstanceOf(WhepException.class)
                .hasMessage("whep:addressRefused");
        assertThat(refused).containsExactly(Reason.UNRESOLVED, Reason.PRIVATE_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "[::1]", "[fd00::1]", "[::ffff:93.184.216.34]", "[fe80::1]"})
    void refusesCandidatesThatAreNotOnTheInternet(String address) {
        assertThatThrownBy(() -> strict.checkCandidate(address)).hasMessage("whep:addressRefused");
    }

    @Test
    void takesCandidatesOfAnyHost() {
        OutsideAddresses listed = new OutsideAddresses(
                new AddressPolicy(List.of("camera.example"), false, HostileUrls::resolve), refused::add);

        assertThatCode(() -> listed.checkCandidate("93.184.216.35")).doesNotThrowAnyException();
        assertThatCode(() -> listed.checkCandidate("[2606:2800:220:1::1]")).doesNotThrowAnyException();
    }
}
