// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PlainRequestTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    private final PlainRequest plain = new PlainRequest(request);

    @Test
    void hidesTheContentTypeButKeepsItsHeader() {
        request.setContentType("application/x-www-form-urlencoded");

        assertThat(plain.getContentType()).isNull();
        assertThat(plain.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void hasNoParameters() {
        request.addParameter("Authorization", "Bearer x");

        assertThat(Collections.list(plain.getParameterNames())).isEmpty();
    }

    @Test
    void readsTextAsUtf8WhateverTheClientSays() throws Exception {
        request.setCharacterEncoding("utf-16");
        request.setContent("caf\u00e9".getBytes(StandardCharsets.UTF_8));

        assertThat(plain.getReader().readLine()).isEqualTo("caf\u00e9");
    }
}
