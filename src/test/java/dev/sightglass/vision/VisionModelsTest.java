// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisionModelsTest {

    private final VisionModels models = VisionModels.published();

    /** Pictures of 16:9 under the bare formulas, without the vendors' shrinking. */
    @ParameterizedTest
    @CsvSource({
        "512, 288, 209, 173, 255",
        "768, 432, 448, 404, 425",
        "1024, 576, 777, 692, 765",
        "1280, 720, 1196, 1104, 1105",
        "1456, 819, 1560, 1436, 1105",
        "1920, 1080, 2691, 2448, 2125",
        "2576, 1449, 4784, 4472, 3145"
    })
    void countsByThePublishedRules(int width, int height, long claude, long patches, long tiles) {
        assertThat(models.family("claude").unshrunkTokens(width, height)).isEqualTo(claude);
        assertThat(models.family("openai-patch").unshrunkTokens(width, height)).isEqualTo(patches);
        assertThat(models.family("openai-tile").unshrunkTokens(width, height)).isEqualTo(tiles);
    }

    /** Examples of the vendors' documents, most of them larger than the model takes. */
    @ParameterizedTest
    @CsvSource({
        "claude, 1000, 1000, 1296",
        "claude, 1920, 1080, 1560",
        "claude-high, 1920, 1080, 2691",
        "claude-high, 3840, 2160, 4784",
        "openai-tile, 1024, 1024, 765",
        "openai-tile, 2048, 4096, 1105",
        "openai-tile-5, 1024, 1024, 630",
        "openai-mini, 1024, 1024, 1659",
        "openai-mini, 1800, 2400, 2353",
        "openai-patch, 1024, 1024, 1229",
        "gemini, 64, 64, 1120",
        "gemini, 3840, 2160, 1120"
    })
    void countsWhatTheVendorMakesOfThePicture(String family, int width, int height, long tokens) {
        assertThat(models.family(family).tokens(width, height)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "claude, claude",
        "claude-3-5-sonnet-20241022, claude",
        "claude-sonnet-4-5, claude",
        "claude-opus-4-1, claude",
        "claude-opus-4-7, claude-high",
        "Claude-Sonnet-5-5, claude-high",
        "gpt-4o, openai-tile",
        "gpt-4o-2024-08-06, openai-tile",
        "gpt-4o-mini, openai-4o-mini",
        "gpt-4.1, openai-tile",
        "gpt-4.1-mini, openai-mini",
        "gpt-4.1-nano-2025-04-14, openai-nano",
        "gpt-5, openai-tile-5",
        "gpt-5-mini, openai-mini",
        "gpt-5.4, openai-patch",
        "gpt-5.4-nano, openai-nano",
        "o3, openai-tile-o",
        "o4-mini, openai-o4-mini",
        "gemini-3-pro-preview, gemini"
    })
    void knowsModelsByTheirNames(String model, String family) {
        assertThat(models.find(model).map(ModelFamily::name)).contains(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt", "gpt-4.1x", "xclaude", "*", "gemini-2.5-pro", "llama"})
    void knowsNoOthers(String model) {
        assertThat(models.find(model)).isEmpty();
    }

    @Test
    void saysWhatAPictureCostsEachFamily() {
        assertThat(models.tokens(1280, 720))
                .startsWith("claude=1196, claude-high=1196, openai-patch=1104, ")
                .contains("openai-tile=1105")
                .endsWith("gemini=1120");
    }
}
