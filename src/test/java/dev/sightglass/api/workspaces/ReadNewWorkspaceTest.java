// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.workspace.NewWorkspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of {@code POST /workspaces}. */
class ReadNewWorkspaceTest {
    private final ReadNewWorkspace step = new ReadNewWorkspace();

    @Test
    void readsWhatAClientOfTheContractSends() throws Exception {
        NewWorkspace wish = Requests.read(step, """
                {"slug":"cats-1","name":"  Cats & co ","walletAddress":"0x00","signature":"0x01","nonce":"02",
                 "roles":["SUPPLIER","CONSUMER","SUPPLIER"]}
                """, NewWorkspace.class);

        assertThat(wish)
                .isEqualTo(new NewWorkspace(
                        "cats-1", "Cats & co", Set.of(WorkspaceRole.CONSUMER, WorkspaceRole.SUPPLIER)));
    }

    @ParameterizedTest
    @CsvSource({"3", "40"})
    void takesSlugsOfThreeToForty(int length) throws Exception {
        String slug = "a".repeat(length);

        assertThat(Requests.read(step, body("slug", '"' + slug + '"'), NewWorkspace.class)
                        .slug())
                .isEqualTo(slug);
    }

    @Test
    void countsTheLettersOfANameAndNotItsBytes() throws Exception {
        String name = "\uD83D\uDC31".repeat(80);

        assertThat(Requests.read(step, body("name", '"' + name + '"'), NewWorkspace.class)
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slug | null",
                "slug | 7",
                "slug | ``",
                "slug | \"\"",
                "slug | \"ab\"",
                "slug | \"Cats\"",
                "slug | \"c ats\"",
                "slug | \"cats_1\"",
                "slug | \"caf\u00e9\"",
                "slug | \"\u0661\u0661\u0661\"",
                "slug | \"cats\\n\"",
                "slug | \"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde\"",
                "name | null",
                "name | 7",
                "name | true",
                "name | \"\"",
                "name | \"  \"",
                "name | \"a\\u0000b\"",
                "name | \"a\\r\\nX: 1\"",
                "name | [\"Cats\"]",
                "roles | null",
                "roles | []",
                "roles | \"CONSUMER\"",
                "roles | \"\"",
                "roles | [\"consumer\"]",
                "roles | [\"OWNER\"]",
                "roles | [null]",
                "roles | [7]",
                "roles | [[\"CONSUMER\"]]",
                "roles | {}",
                "walletAddress | 7",
                "signature | {}",
                "nonce | true",
                "id | \"mine\"",
                "availabilityState | \"ONLINE\""
            })
    void namesTheFieldThatIsWrong(String field, String value) {
        String expected = value.isEmpty() ? "request:body" : "workspace:" + field;

        assertThat(Requests.refusal(step, body(field, value))).isEqualTo(expected);
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThat(Requests.refusal(step, body("name", '"' + "a".repeat(81) + '"')))
                .isEqualTo("workspace:name");
    }

    @ParameterizedTest
    @CsvSource({"slug", "name", "roles"})
    void namesTheFieldThatIsMissing(String field) {
        String body = body("nonce", "\"\"").replaceFirst("\"" + field + "\":[^,]*,", "");

        assertThat(Requests.refusal(step, body)).isEqualTo("workspace:" + field);
    }

    /** A body that is right but for that one field, which comes last. */
    private static String body(String field, String value) {
        StringBuilder body = new StringBuilder("{");
        String[] good = {"slug", "\"cats\"", "name", "\"Cats\"", "roles", "[\"CONSUMER\"]"};
        for (int i = 0; i < good.length; i += 2) {
            if (!good[i].equals(field)) {
                body.append('"')
                        .append(good[i])
                        .append("\":")
                        .append(good[i + 1])
                        .append(',');
            }
        }
        return body.append('"')
                .append(field)
                .append("\":")
                .append(value)
                .append('}')
                .toString();
    }
}
