// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request without Tomcat's large buffer for characters. */
class LeanRequestsIT {
    /** One, two, three and four bytes each in UTF-8, so that pieces end within characters. */
    private static final String TEXT = "aß€𝄞".repeat(5_000);

    @TempDir
    private Path folder;

    @Test
    void finds_what_it_makes_smaller_in_the_tomcat_that_ships() {
        assertThat(LeanRequests.knowsTomcat()).isTrue();
    }

    @Test
    void still_gives_a_long_body_as_characters_again_and_again_on_one_connection() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        context.getParent().getPipeline().addValve(new LeanRequests());
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/echo", "echo");
        int port = start(tomcat);
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/echo"))
                    .POST(HttpRequest.BodyPublishers.ofString(TEXT))
                    .build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                assertThat(answer.body()).isEqualTo(TEXT);
            }
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static int start(Tomcat tomcat) throws Exception {
        tomcat.getConnector();
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.setCharacterEncoding(StandardCharsets.UTF_8.name());
            StringWriter text = new StringWriter();
            request.getReader().transferTo(text);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(text.toString());
        }
    }
}
