// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sightglass.platform.AddressRefusedException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "camera.example", List.of("93.184.216.34", "2606:2800:220:1::1"),
            "a.b.cloudflarestream.com", List.of("104.16.0.1"),
            "inside.example", List.of("10.1.2.3"),
            "rebind.example", List.of("93.184.216.34", "127.0.0.1"),
            "rebind6.example", List.of("93.184.216.34", "fd00::1"),
            "mapped.example", List.of("::ffff:127.0.0.1"),
            "localhost", List.of("127.0.0.1", "::1"),
            "empty.example", List.of());

    private final List<String> asked = new ArrayList<>();
    private final AddressPolicy anyHost = policy(false, "*");

    private AddressPolicy policy(boolean allowPrivate, String... allowedHosts) {
        return new AddressPolicy(List.of(allowedHosts), allowPrivate, this::resolve);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        if (!NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : NAMES.get(host)) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private static ThrowableAssertAlternative<AddressRefusedException> assertRefused(
            AddressPolicy policy, String url, Reason reason) {
        return assertThatExceptionOfType(AddressRefusedException.class)
                .as(url)
                .isThrownBy(() -> policy.parse(url))
                .returns(reason, AddressRefusedException::reason);
    }

    @Nested
    class WhenAnyPublicHostIsAllowed {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://camera.example/whep",
                    "https://CAMERA.Example/whep?token=a%20b",
                    "HTTPS://camera.example:8443/a/b/webRTC/play",
                    "https://camera.example./whep",
                    "https://camera.example",
                    "https://camera.example:65535",
                    "https://93.184.216.34/whep",
                    "https://[2606:2800:220:1::1]:8443/whep",
                    "https://9.255.255.255/",
                    "https://11.0.0.0/",
                    "https://100.63.255.255/",
                    "https://100.128.0.0/",
                    "https://126.255.255.255/",
                    "https://128.0.0.0/",
                    "https://169.253.255.255/",
                    "https://169.255.0.0/",
                    "https://172.15.255.255/",
                    "https://172.32.0.0/",
                    "https://192.167.255.255/",
                    "https://192.169.0.0/",
                    "https://198.17.255.255/",
                    "https://198.20.0.0/",
                    "https://223.255.255.255/",
                    "https://[2001:200::1]/",
                    "https://[2003::1]/",
                    "https://[3ffe:ffff::1]/"
                })
        void passes(String url) {
            assertThat(anyHost.parse(url)).hasToString(url);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "ftp://camera.example/whep SCHEME",
                    "http://camera.example/whep SCHEME",
                    "file:///etc/passwd SCHEME",
                    "javascript:alert(1) SCHEME",
                    "jar:https://camera.example/!/x SCHEME",
                    "'' SCHEME",
                    "//camera.example/whep SCHEME",
                    "camera.example/whep SCHEME",
                    "camera.example:8443/whep SCHEME",
                    "https:camera.example HOST",
                    "https:///whep HOST",
                    "https:/whep HOST",
                    "https://:8443/whep HOST",
                    "https://user@camera.example/ USER_INFO",
                    "https://user:pass@camera.example/ USER_INFO",
                    "https://@camera.example/ USER_INFO",
                    "https://camera.example@127.0.0.1/ USER_INFO",
                    "https://camera.example:443@[::1]/ USER_INFO",
                    "https://a_b:c@camera.example/ USER_INFO",
                    "https://camera.example/#top FRAGMENT",
                    "https://camera.example/# FRAGMENT",
                    "https://camera.example:0/ PORT",
                    "https://camera.example:65536/ PORT",
                    "https://camera.example:4294967739/ HOST",
                    "https://camera.example:-1/ HOST",
                    "https://camera.example:0x50/ HOST",
                    "https://camera.example\\@127.0.0.1/ SYNTAX",
                    "https://camera.example%2f@127.0.0.1/ USER_INFO",
                    "https://camera.example/%zz SYNTAX",
                    "https://camera.example/<script> SYNTAX",
                    "https://[::1 SYNTAX",
                    "https://[::g]/ SYNTAX",
                    "https://2130706433/ HOST",
                    "https://0x7f000001/ HOST",
                    "https://0x7f.1/ HOST",
                    "https://0x7f.0x0.0x0.0x1/ HOST",
                    "https://017700000001/ HOST",
                    "https://0177.0.0.1/ HOST",
                    "https://127.1/ HOST",
                    "https://127.0.1/ HOST",
                    "https://127.0.0.1.1/ HOST",
                    "https://127.0.0.256/ HOST",
                    "https://127.0.0.01/ HOST",
                    "https://camera.example.1/ HOST",
                    "https://camera.0x7f/ HOST",
                    "https://camera.example../ HOST",
                    "https://camera..example/ HOST",
                    "https://.camera.example/ HOST",
                    "https://-camera.example/ HOST",
                    "https://camera-.example/ HOST",
                    "https://camera_1.example/ HOST",
                    "https://camera%2eexample/ HOST",
                    "https://127%2e0.0.1/ HOST",
                    "https://*.example/ HOST",
                    "https://[fe80::1%25lo]/ HOST",
                    "https://[::ffff:8.8.8.8]/ HOST",
                    "https://[::ffff:7f00:1]/ HOST",
                    "https://[v1.fe80::a]/ SYNTAX"
                })
        void refusesTheShapeOf(String url, Reason reason) {
            assertRefused(anyHost, url, reason);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://camera\u3002example/",
                    "https://127\u30020\u30020\u30021/",
                    "https://camera\uff0eexample/",
                    "https://\u2460\u2461\u2466.0.0.1/",
                    "https://c\u00e1mera.example/",
                    "https://camera.example/wh\u00e9p",
                    "https://camera.exam\u00adple/",
                    "https://camera.example/ x",
                    " https://camera.example/",
                    "https://camera.example/\r\nX-Other: 1",
                    "https://camera.example\u0000.evil.example/",
                    "https://camera.example/\t"
                })
        void refusesBlanksControlsAndAnythingBeyondAscii(String url) {
            assertThatExceptionOfType(AddressRefusedException.class)
                    .isThrownBy(() -> anyHost.parse(url))
                    .satisfies(refusal -> assertThat(refusal.reason()).isIn(Reason.SYNTAX, Reason.HOST));
            assertThat(asked).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0.0.0.0",
                    "0.1.2.3",
                    "10.0.0.0",
                    "10.255.255.255",
                    "100.64.0.0",
                    "100.100.100.200",
                    "100.127.255.255",
                    "127.0.0.1",
                    "127.255.255.254",
                    "168.63.129.16",
                    "169.254.0.0",
                    "169.254.169.254",
                    "172.16.0.0",
                    "172.31.255.255",
                    "192.0.0.192",
                    "192.0.2.1",
                    "192.88.99.1",
                    "192.168.0.0",
                    "192.168.255.255",
                    "198.18.0.0",
                    "198.19.255.255",
                    "198.51.100.7",
                    "203.0.113.7",
                    "224.0.0.1",
                    "239.255.255.250",
                    "240.0.0.1",
                    "255.255.255.255",
                    "[::]",
                    "[::1]",
                    "[::127.0.0.1]",
                    "[::7f00:1]",
                    "[64:ff9b::7f00:1]",
                    "[64:ff9b::8.8.8.8]",
                    "[64:ff9b:1::1]",
                    "[100::1]",
                    "[2001::1]",
                    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                    "[2001:2::1]",
                    "[2001:10::1]",
                    "[2001:db8::1]",
                    "[2002:7f00:1::]",
                    "[3fff::1]",
                    "[4000::1]",
                    "[5f00::1]",
                    "[fc00::1]",
                    "[fd00:ec2::254]",
                    "[fe80::1]",
                    "[fec0::1]",
                    "[ff02::1]"
                })
        void refusesTheAddress(String host) {
            assertRefused(anyHost, "https://" + host + "/whep", Reason.PRIVATE_ADDRESS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"inside", "rebind", "rebind6", "mapped"})
        void refusesANameOneOfWhoseAddressesIsPrivate(String name) {
            assertRefused(anyHost, "https://" + name + ".example/", Reason.PRIVATE_ADDRESS);
        }

        @Test
        void refusesLocalhostWithAndWithoutItsDot() {
            assertRefused(anyHost, "https://localhost/", Reason.PRIVATE_ADDRESS);
            assertRefused(anyHost, "https://LocalHost.:8443/", Reason.PRIVATE_ADDRESS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody.example", "empty.example"})
        void refusesANameWithoutAddresses(String host) {
            assertRefused(anyHost, "https://" + host + "/", Reason.UNRESOLVED);
        }

        @Test
        void returnsTheAddressesThatItChecked() throws Exception {
            assertThat(anyHost.resolve(URI.create("https://camera.example/whep")))
                    .containsExactly(
                            InetAddress.getByName("93.184.216.34"), InetAddress.getByName("2606:2800:220:1::1"));
            assertThat(asked).containsExactly("camera.example");
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://rebind.example/", "https://[::1]/", "http://camera.example/"})
        void returnsNoAddressOfWhatItRefuses(String url) {
            assertThatExceptionOfType(AddressRefusedException.class).isThrownBy(() -> anyHost.resolve(URI.create(url)));
        }

        @Test
        void takes2048CharactersAndNoMore() {
            String url = "https://camera.example/";

            assertThat(anyHost.parse(url + "x".repeat(2048 - url.length()))).isNotNull();
            assertRefused(anyHost, url + "x".repeat(2049 - url.length()), Reason.TOO_LONG);
            assertThatExceptionOfType(AddressRefusedException.class)
                    .isThrownBy(() -> anyHost.check(URI.create(url + "x".repeat(2049))));
        }

        @Test
        void takesLabelsOf63CharactersAndNoMore() {
            assertRefused(anyHost, "https://" + "x".repeat(63) + ".example/", Reason.UNRESOLVED);
            assertRefused(anyHost, "https://" + "x".repeat(64) + ".example/", Reason.HOST);
            assertRefused(anyHost, "https://" + "x.".repeat(127) + "example/", Reason.HOST);
        }

        @Test
        void repeatsNothingOfARefusedUrl() {
            for (String url :
                    List.of("https://s3cret.example/", "https://s3cret\\", "https://camera.example/s3cret#")) {
                assertThatExceptionOfType(AddressRefusedException.class)
                        .isThrownBy(() -> anyHost.parse(url))
                        .withMessageNotContaining("s3cret")
                        .withNoCause();
            }
        }
    }

    @Nested
    class WhenHostsAreListed {
        private final AddressPolicy listed =
                policy(false, "*.cloudflarestream.com", "Camera.Example", "93.184.216.34", "[2606:2800:220:1:0::1]");

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://a.b.cloudflarestream.com/x",
                    "https://A.B.CloudflareStream.com./x",
                    "https://camera.example/x",
                    "https://93.184.216.34/x",
                    "https://[2606:2800:220:1::1]/x"
                })
        void passes(String url) {
            assertThatCode(() -> listed.parse(url)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://cloudflarestream.com/",
                    "https://evilcloudflarestream.com/",
                    "https://a.cloudflarestream.com.evil.example/",
                    "https://cloudflarestream.com.evil.example/",
                    "https://cloudflarestream.co/",
                    "https://x.camera.example/",
                    "https://xcamera.example/",
                    "https://93.184.216.35/",
                    "https://[2606:2800:220:1::2]/",
                    "https://xn--cloudflarestrem-cib.com/"
                })
        void refusesAnyOtherHostWithoutAskingForItsAddress(String url) {
            assertRefused(listed, url, Reason.HOST_NOT_ALLOWED);
            assertThat(asked).isEmpty();
        }

        @Test
        void refusesAListedHostWithAPrivateAddress() {
            assertRefused(policy(false, "inside.example"), "https://inside.example/", Reason.PRIVATE_ADDRESS);
        }

        @Test
        void refusesEveryHostWhenNoneIsListed() {
            assertRefused(policy(false), "https://camera.example/", Reason.HOST_NOT_ALLOWED);
        }

        @Test
        void checksOnlyWhereAServerIsThatSomebodyElseNamed() throws Exception {
            assertThat(listed.resolveAnyName("a.b.cloudflarestream.com"))
                    .containsExactly(InetAddress.getByName("104.16.0.1"));
            assertThat(listed.resolveAnyName("[2606:2800:220:1::2]")).hasSize(1);
            for (String host : List.of("127.0.0.1", "127.1", "::1", "[::1]", "inside.example", "rebind.example")) {
                assertThatExceptionOfType(AddressRefusedException.class)
                        .as(host)
                        .isThrownBy(() -> listed.resolveAnyName(host));
            }
        }
    }

    @Nested
    class WhenPrivateAddressesAreAllowed {
        private final AddressPolicy open = policy(true, "127.0.0.1", "localhost", "[::1]");

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1:8889/cam/whep",
                    "http://localhost:8889/cam/whep",
                    "https://localhost/",
                    "http://[::1]:8889/",
                    "http://[0:0:0:0:0:0:0:1]:8889/"
                })
        void passes(String url) {
            assertThatCode(() -> open.parse(url)).doesNotThrowAnyException();
        }

        @Test
        void saysStillWhereToConnect() throws Exception {
            assertThat(open.resolve(URI.create("http://localhost:8889/cam")))
                    .containsExactly(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "http://camera.example/ HOST_NOT_ALLOWED",
                    "http://127.0.0.2/ HOST_NOT_ALLOWED",
                    "http://127.1/ HOST",
                    "http://user@127.0.0.1/ USER_INFO",
                    "ws://127.0.0.1/ SCHEME",
                    "http://127.0.0.1:70000/ PORT"
                })
        void stillKeepsTheOtherRules(String url, Reason reason) {
            assertRefused(open, url, reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.",
                "**",
                "*camera.example",
                "camera.*",
                "*.*.example",
                "https://camera.example",
                "camera.example:8443",
                "camera.example/x",
                "10.0.0.0/8",
                "*.10.0.0.1",
                "127.1",
                "c\u00e1mera.example",
                " camera.example"
            })
    void refusesAPatternThatIsNone(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(false, pattern))
                .withMessageContaining("allowed-hosts")
                .withMessageContaining(pattern);
    }
}
