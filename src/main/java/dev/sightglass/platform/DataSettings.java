// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data is and what seals the secrets in it: the settings of that section of {@code application.yaml}.
 *
 * @param dataDir folder of the embedded database, and of a data key that was made
 * @param dataKey 32 bytes in base64; empty for the file's
 * @param otherDataKeys keys that are read, and seal nothing
 * @param forgetLostSecrets gives up what no key opens, in place of refusing to start
 */
@ConfigurationProperties("sightglass")
public record DataSettings(
        @DefaultValue("data") String dataDir,
        @DefaultValue("") Secret dataKey,
        @DefaultValue({}) List<Secret> otherDataKeys,
        @DefaultValue("false") boolean forgetLostSecrets) {

    /** Copies the list. */
    public DataSettings {
        otherDataKeys = otherDataKeys.stream().filter(key -> !key.isEmpty()).toList();
    }
}
