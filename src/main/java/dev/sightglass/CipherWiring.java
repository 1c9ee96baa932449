// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.zaxxer.hikari.HikariDataSource;
import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.DataKey;
import dev.sightglass.cipher.DataKeyFile;
import dev.sightglass.cipher.DataKeyFileException;
import dev.sightglass.cipher.LostDataKeyException;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.cipher.StoredSecrets;
import dev.sightglass.platform.DataSettings;
import dev.sightglass.platform.Secret;
import dev.sightglass.platform.SettingException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key of the secrets in the database. Who has the cipher may read: all is sealed, by a key that is there. */
@Configuration(proxyBeanMethods = false)
class CipherWiring {
    private static final String KEY = "sightglass.data-key";
    private static final String KEY_FILE = "data.key";

    @Bean
    @DependsOnDatabaseInitialization
    DataCipher dataCipher(
            DataSettings settings, DataSource database, DataSourceProperties place, List<SecretColumns> columns) {
        List<DataKey> keys = keys(settings, place.determineUrl());
        DataCipher cipher = new DataCipher(keys.get(0), keys.subList(1, keys.size()));
        try {
            if (new StoredSecrets(database, cipher, columns).bringUnderKey(settings.forgetLostSecrets())) {
                forgetConnections(database);
            }
        } catch (LostDataKeyException e) {
            throw new SettingException(
                    KEY,
                    "(SIGHTGLASS_DATA_KEY) is not the key of this database: " + e.getMessage()
                            + ", which is neither set nor in the file " + file(settings)
                            + ". Every process of a database needs the same key. Bring it back, or read \"Secrets at"
                            + " rest\" in docs/operate.md about going on without it");
        }
        return cipher;
    }

    private static void forgetConnections(DataSource database) {
        if (database instanceof HikariDataSource pool) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private static List<DataKey> keys(DataSettings settings, String url) {
        List<DataKey> keys = new ArrayList<>();
        if (!settings.dataKey().isEmpty()) {
            keys.add(key(KEY, settings.dataKey()));
        } else if (url.startsWith("jdbc:h2:mem:")) {
            keys.add(DataKey.random(new SecureRandom()));
        } else {
            keys.addAll(keysOfFile(settings));
        }
        settings.otherDataKeys().forEach(other -> keys.add(key("sightglass.other-data-keys", other)));
        return keys;
    }

    private static List<DataKey> keysOfFile(DataSettings settings) {
        try {
            return new DataKeyFile(file(settings)).keys();
        } catch (DataKeyFileException e) {
            throw new SettingException(KEY, "is not set, and " + e.getMessage());
        }
    }

    private static Path file(DataSettings settings) {
        return Path.of(settings.dataDir()).resolve(KEY_FILE);
    }

    private static DataKey key(String setting, Secret base64) {
        try {
            return DataKey.parse(base64.reveal().strip());
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting, "must be " + e.getMessage());
        }
    }
}
