// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose JSON Web Tokens are good: {@code sightglass.access.jwt} in {@code application.yaml}, where each setting is explained.
 *
 * @param issuerUri what {@code iss} must be; keys are found below it, unless there is another source of keys
 * @param jwkSetUri where the issuer's keys are, if not to be found by discovery
 * @param secret the key of HS256, in place of the issuer's keys
 * @param audiences one of them must stand in {@code aud}
 * @param algorithms of signatures; empty for RS256 and ES256, or HS256 with a secret
 * @param workspaceClaim name of the claim with the workspace's id
 * @param roleClaim name of the claim with the role
 * @param scopeClaim name of the claim with scopes
 */
@Validated
@ConfigurationProperties("sightglass.access.jwt")
public record JwtSettings(
        @DefaultValue("") String issuerUri,
        @DefaultValue("") String jwkSetUri,
        @DefaultValue("") Secret secret,
        @DefaultValue({}) List<String> audiences,
        @DefaultValue({}) List<String> algorithms,
        @DefaultValue("workspace_id") @NotBlank String workspaceClaim,
        @DefaultValue("role") @NotBlank String roleClaim,
        @DefaultValue("scope") @NotBlank String scopeClaim) {

    /** Takes its own copies. */
    public JwtSettings {
        audiences = withoutBlanks(audiences);
        algorithms = withoutBlanks(algorithms);
    }

    /** Whether any source of keys is named, so that tokens may be good at all. */
    public boolean isConfigured() {
        return !issuerUri.isBlank() || !jwkSetUri.isBlank() || !secret.isEmpty();
    }

    private static List<String> withoutBlanks(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream().filter(name -> !name.isBlank()).toList();
    }
}
