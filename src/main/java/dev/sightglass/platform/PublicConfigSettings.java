// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** What {@code GET /config} says: {@code sightglass.public-config} in {@code application.yaml}, where it is explained. */
@Validated
@ConfigurationProperties("sightglass.public-config")
public record PublicConfigSettings(
        @DefaultValue("0") @Min(0) long chainId,
        @DefaultValue("none") String chainName,
        @DefaultValue("") String rpcUrl,
        @DefaultValue("") String explorerUrl,
        @DefaultValue(NO_ADDRESS) String usdcAddress,
        @DefaultValue(NO_ADDRESS) String settlementAddress) {
    private static final String NO_ADDRESS = "0x0000000000000000000000000000000000000000";
}
