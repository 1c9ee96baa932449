// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a frame becomes a JPEG when a request says nothing else: {@code sightglass.picture} in {@code application.yaml}.
 *
 * @param longestEdge longer side of the JPEG in pixels, never reached by upscaling; 0 means the native size
 * @param quality IJG scale, 1 to 100
 * @param matrix colour matrix of feeds that do not name one: {@code bt601} or {@code bt709}
 * @param range sample range of feeds that do not name one: {@code limited} or {@code full}
 * @param jpegEncoder what compresses JPEGs: {@code turbojpeg}, {@code ffmpeg}, or {@code auto} for the first that is there
 */
@Validated
@ConfigurationProperties("sightglass.picture")
public record PictureSettings(
        @DefaultValue("1280") @Min(0) @Max(4096) int longestEdge,
        @DefaultValue("80") @Min(1) @Max(100) int quality,

        @DefaultValue("bt601") @Pattern(regexp = "bt601|bt709") String matrix,

        @DefaultValue("limited") @Pattern(regexp = "limited|full") String range,

        @DefaultValue("auto") @Pattern(regexp = "auto|turbojpeg|ffmpeg") String jpegEncoder) {}
