// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final String TAG = "\"abc-1-2-1280q80\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc-1-2-1280q80\"",
                "W/\"abc-1-2-1280q80\"",
                "*",
                " * ",
                "\"x\", \"abc-1-2-1280q80\"",
                "\"abc-1-2-1280q80\",\"y\"",
                "\"x\" ,W/\"abc-1-2-1280q80\" , \"z\""
            })
    void findsTheTagIn(String list) {
        assertThat(EntityTags.listed(list, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc-1-2-1280q80",
                "\"abc-1-3-1280q80\"",
                "x\"abc-1-2-1280q80\"",
                "\"abc-1-2-1280q80\"x",
                "w/\"abc-1-2-1280q80\"",
                "\"*\"",
                "\"x\" \"abc-1-2-1280q80\""
            })
    void doesNotFindItIn(String list) {
        assertThat(EntityTags.listed(list, TAG)).isFalse();
    }
}
