// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiHeadersTest {
    private final ApiHeaders headers = new ApiHeaders();

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "IF-NONE-MATCH", "Content-Type", "Accept", "Prefer"})
    void letsInWhatStepsRead(String name) {
        assertThat(headers.applyFilterToExternalHeaders(name, "x", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie",
                "id",
                "token",
                "ETag",
                "CamelHttpResponseCode",
                "CamelHttpUri",
                "camelhttpresponsecode",
                "CamelWhepUrl",
                "CamelFileName",
                "SightglassVariant",
                "X-Forwarded-For",
                ""
            })
    void keepsEverythingElseOut(String name) {
        assertThat(headers.applyFilterToExternalHeaders(name, "x", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etag",
                "Content-Type",
                "Frame-Age-Ms",
                "Frame-Tokens",
                "Preference-Applied",
                "Retry-After",
                "Vary",
                "WWW-Authenticate"
            })
    void letsOutWhatStepsWrite(String name) {
        assertThat(headers.applyFilterToCamelHeaders(name, "x", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Cookie",
                "Set-Cookie",
                "If-None-Match",
                "CamelHttpResponseCode",
                "CamelWhepUrl",
                "CamelWhepToken",
                "id",
                "breadcrumbId"
            })
    void keepsEverythingElseIn(String name) {
        assertThat(headers.applyFilterToCamelHeaders(name, "x", null)).isTrue();
    }
}
