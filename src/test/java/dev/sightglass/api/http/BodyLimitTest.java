// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyLimitTest {
    private final BodyLimit limit = new BodyLimit(8);
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @Test
    void passesABodyOfTheLimit() throws Exception {
        request.setContent(new byte[8]);

        limit.doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @Test
    void refusesALongerOneByWhatItSays() throws Exception {
        request.setContent(new byte[9]);

        limit.doFilter(request, response, chain);

        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void readsAChunkedBodyThatSaysNothing() throws Exception {
        request.addHeader("Transfer-Encoding", "chunked");
        request.setContent("12345678".getBytes(StandardCharsets.US_ASCII));

        limit.doFilter(request, response, chain);

        assertThat(chain.getRequest().getContentLength()).isEqualTo(8);
        assertThat(chain.getRequest().getInputStream()).hasContent("12345678");
    }

    @Test
    void refusesAChunkedBodyOverTheLimit() throws Exception {
        MockHttpServletRequest unknownLength = new MockHttpServletRequest("POST", "/") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        unknownLength.addHeader("Transfer-Encoding", "chunked");
        unknownLength.setContent(new byte[9]);

        limit.doFilter(unknownLength, response, chain);

        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(chain.getRequest()).isNull();
    }
}
