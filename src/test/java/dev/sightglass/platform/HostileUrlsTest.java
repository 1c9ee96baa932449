// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileUrlsTest {
    private static final int PORT = 8889;

    static List<HostileUrls.Row> rows() {
        return HostileUrls.rows(PORT);
    }

    @Test
    void areMany() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void areRefusedByTheirRule(HostileUrls.Row row) {
        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() -> HostileUrls.strict().parse(row.url()))
                .returns(row.reason(), AddressRefusedException::reason);
    }

    /** What somebody sent is checked as text, what a server answers as a URL. */
    @ParameterizedTest
    @MethodSource("rows")
    void haveNoAddressToConnectTo(HostileUrls.Row row) {
        URI url;
        try {
            url = new URI(row.url());
        } catch (URISyntaxException none) {
            return;
        }
        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() -> HostileUrls.strict().resolve(url))
                .returns(row.reason(), AddressRefusedException::reason);
    }
}
