// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the start of a process makes of secrets that its key did not seal, on either database. */
class StoredSecretsIT {
    private static final String URL = "https://camera.example/canary-url";
    private static final String TOKEN = "canary-token";

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private static final SecretColumns SECRETS =
                new SecretColumns("secrets_of_test", "id", List.of("url", "token"));

        private final DataSource database;
        private final JdbcClient jdbc;
        private final DataKey first = DataKey.random(new SecureRandom());
        private final DataKey second = DataKey.random(new SecureRandom());
        private final UUID id = UUID.randomUUID();

        Contract(DataSource database) {
            this.database = database;
            this.jdbc = JdbcClient.create(database);
        }

        @BeforeEach
        void makeATable() {
            jdbc.sql("CREATE TABLE IF NOT EXISTS secrets_of_test (id UUID PRIMARY KEY, url VARCHAR, token VARCHAR)")
                    .update();
        }

        @Test
        void sealsWhatIsPlainAndLeavesNothingOfItInTheRow() {
            insert(URL, TOKEN);

            start(first);

            assertThat(rowAsText()).doesNotContain("canary").contains("v1." + first.id());
            assertReads(new DataCipher(first, List.of()), URL, TOKEN);
        }

        @Test
        void leavesEmptyColumnsEmpty() {
            insert(URL, null);

            start(first);

            assertThat(text("token")).isNull();
        }

        @Test
        void leavesAloneWhatItSealed() {
            insert(URL, TOKEN);
            start(first);
            String before = rowAsText();

            start(first);

            assertThat(rowAsText()).isEqualTo(before);
        }

        @Test
        void bringsWhatAFormerKeySealedUnderTheCurrentOne() {
            insert(URL, TOKEN);
            start(first);

            start(second, first);

            assertThat(rowAsText()).doesNotContain(first.id()).contains(second.id());
            assertReads(new DataCipher(second, List.of()), URL, TOKEN);
            start(second);
        }

        @Test
        void stopsAtAKeyThatIsMissingAndChangesNothing() {
            insert(URL, TOKEN);
            start(first);
            String before = rowAsText();

            assertThatExceptionOfType(LostDataKeyException.class)
                    .isThrownBy(() -> start(second))
                    .withMessageContaining(first.id());

            assertThat(rowAsText()).isEqualTo(before);
            start(first);
        }

        @Test
        void stopsAtTheKeyOfAnotherProcessThoughNothingIsSealedYet() {
            start(first);

            assertThatExceptionOfType(LostDataKeyException.class)
                    .isThrownBy(() -> start(second))
                    .withMessageContaining(first.id());
        }

        @Test
        void stopsAtARowOfAThirdKeyThoughTheDatabaseIsUnderItsOwn() {
            start(first);
            Place place = new Place("secrets_of_test", "url", id.toString());
            insert(new DataCipher(second, List.of()).seal(place, URL), null);

            assertThatExceptionOfType(LostDataKeyException.class)
                    .isThrownBy(() -> start(first))
                    .withMessageContaining(second.id());
        }

        @Test
        void forgetsWhatNoKeyOpensIfTold() {
            insert(URL, TOKEN);
            start(first);

            new StoredSecrets(database, new DataCipher(second, List.of()), List.of(SECRETS)).bringUnderKey(true);

            assertThat(text("url")).isNull();
            assertThat(text("token")).isNull();
            start(second);
        }

        @Test
        void leavesAsItIsWhatSomebodyChanged() {
            insert(URL, TOKEN);
            start(first);
            jdbc.sql("UPDATE secrets_of_test SET token = url").update();
            String changed = text("token");

            start(second, first);

            assertThat(text("token")).isEqualTo(changed);
            assertThat(text("url")).startsWith("v1." + second.id());
        }

        private void start(DataKey current, DataKey... others) {
            new StoredSecrets(database, new DataCipher(current, List.of(others)), List.of(SECRETS))
                    .bringUnderKey(false);
        }

        private void insert(String url, @Nullable String token) {
            jdbc.sql("INSERT INTO secrets_of_test (id, url, token) VALUES (:id, :url, :token)")
                    .param("id", id)
                    .param("url", url)
                    .param("token", token)
                    .update();
        }

        private void assertReads(DataCipher cipher, String url, String token) {
            assertThat(cipher.open(new Place("secrets_of_test", "url", id.toString()), text("url")))
                    .isEqualTo(url);
            assertThat(cipher.open(new Place("secrets_of_test", "token", id.toString()), text("token")))
                    .isEqualTo(token);
        }

        private String text(String column) {
            return jdbc.sql("SELECT " + column + " FROM secrets_of_test WHERE id = ?")
                    .param(id)
                    .query((row, number) -> row.getString(1))
                    .list()
                    .get(0);
        }

        private String rowAsText() {
            return text("url") + " " + text("token");
        }
    }
}
