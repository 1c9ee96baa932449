// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.workspace.Availability;
import dev.sightglass.access.workspace.Change;
import dev.sightglass.access.workspace.DeviceKind;
import dev.sightglass.access.workspace.WorkspaceChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of {@code PATCH /workspaces/{workspaceId}}. */
class ReadWorkspaceChangeTest {
    private final ReadWorkspaceChange step = new ReadWorkspaceChange();

    @Test
    void readsEveryProperty() throws Exception {
        assertThat(read("""
                {"name":" Cats ","availabilityState":"ONLINE","coverageLat":-90,"coverageLng":180.0,
                 "coverageRadiusMeters":20037508,"deviceKind":"PTZ"}
                """))
                .isEqualTo(new WorkspaceChange(
                        "Cats",
                        Availability.ONLINE,
                        Change.to(-90.0),
                        Change.to(180.0),
                        Change.to(20_037_508.0),
                        Change.to(DeviceKind.PTZ)));
    }

    @Test
    void tellsWhatIsMissingFromWhatIsNull() throws Exception {
        assertThat(
                        read(
                                "{\"coverageLat\":null,\"coverageLng\":null,\"coverageRadiusMeters\":null,\"deviceKind\":null}"))
                .isEqualTo(new WorkspaceChange(
                        null, null, Change.to(null), Change.to(null), Change.to(null), Change.to(null)));
        assertThat(read("{}"))
                .isEqualTo(new WorkspaceChange(null, null, Change.none(), Change.none(), Change.none(), Change.none()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | null",
                "name | 7",
                "name | \"\"",
                "name | \" \\t \"",
                "name | {}",
                "availabilityState | null",
                "availabilityState | 1",
                "availabilityState | \"BUSY\"",
                "availabilityState | \"online\"",
                "availabilityState | [\"ONLINE\"]",
                "coverageLat | -90.0000001",
                "coverageLat | 90.0000001",
                "coverageLat | 1e999",
                "coverageLat | \"47.5\"",
                "coverageLat | \"NaN\"",
                "coverageLat | true",
                "coverageLat | {}",
                "coverageLng | -180.0000001",
                "coverageLng | 181",
                "coverageLng | \"Infinity\"",
                "coverageLng | []",
                "coverageRadiusMeters | 0.99",
                "coverageRadiusMeters | -5",
                "coverageRadiusMeters | 20037508.1",
                "coverageRadiusMeters | 99999999999999999999999999",
                "coverageRadiusMeters | \"500\"",
                "deviceKind | \"phone\"",
                "deviceKind | \"TOASTER\"",
                "deviceKind | 1",
                "deviceKind | []",
                "slug | \"dogs\"",
                "roles | [\"SUPPLIER\"]",
                "walletAddress | \"0x00\"",
                "id | \"other\"",
                "createdAt | null"
            })
    void namesThePropertyThatIsWrong(String field, String value) {
        assertThat(Requests.refusal(step, "{\"" + field + "\":" + value + '}')).isEqualTo("workspace:" + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"ONLINE\"",
                "{",
                "{\"coverageLat\":NaN}",
                "{\"coverageLat\":01}",
                "{\"name\":\"a\"} {}"
            })
    void refusesWhatIsNoObject(String body) {
        assertThat(Requests.refusal(step, body)).isEqualTo("request:body");
    }

    @Test
    void refusesAPropertyGivenTwice() {
        assertThat(Requests.refusal(step, "{\"name\":\"a\",\"name\":\"b\"}")).isIn("workspace:name", "request:body");
    }

    private WorkspaceChange read(String json) throws Exception {
        return Requests.read(step, json, WorkspaceChange.class);
    }
}
