// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

/**
 * How a caller stands, as the two header fields of draft-ietf-httpapi-ratelimit-headers, revision 11, say it.
 *
 * @param policy value of {@code RateLimit-Policy}: {@code "requests";q=2000;w=2}
 * @param state value of {@code RateLimit}: {@code "requests";r=499;t=2}, the tokens left and the seconds until all are there
 */
public record RateLimitState(String policy, String state) {}
