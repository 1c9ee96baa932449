// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    private static final PathTemplate FRAME = new PathTemplate("/api/sessions/{id}/frame");

    @ParameterizedTest
    @CsvSource({
        "/api/sessions/abc/frame, true",
        "/api/sessions/%41;b=c/frame, true",
        "/api/sessions//frame, false",
        "/api/sessions/abc/frame/, false",
        "/api/sessions/abc/frame;a=b, false",
        "/api/sessions/abc/Frame, false",
        "/api/sessions/abc/../frame, false",
        "/api/sessions/frame, false",
        "api/sessions/abc/frame, false"
    })
    void takesPathsAsTheyWereSent(String path, boolean matches) {
        assertThat(FRAME.matches(path.split("/", -1))).isEqualTo(matches);
    }

    @Test
    void namesWhatVaries() {
        assertThat(FRAME.name(3)).isEqualTo("id");
        assertThat(FRAME.name(4)).isNull();
    }

    @Test
    void saysMoreWhereLessVaries() {
        PathTemplate fixed = new PathTemplate("/sessions/cancel-all");
        PathTemplate varying = new PathTemplate("/sessions/{id}");

        assertThat(fixed.compareSpecificity(varying)).isNegative();
        assertThat(varying.compareSpecificity(fixed)).isPositive();
        assertThat(fixed.compareSpecificity(fixed)).isZero();
    }
}
