// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** TLS by the environment variables of docs/operate.md, with real handshakes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsIT {

    @TempDir
    static Path folder;

    private static Path certificateFile;
    private static Path keyFile;
    private static Certificate certificate;
    private static ConfigurableApplicationContext application;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        certificateFile = folder.resolve("fullchain.pem");
        keyFile = folder.resolve("privkey.pem");
        certificate = Certificate.make(folder);
        certificate.write(certificateFile, keyFile);
        application = Start.with(
                Map.of(
                        "SERVER_SSL_BUNDLE", "web",
                        "SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_CERTIFICATE", "file:" + certificateFile,
                        "SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_PRIVATEKEY", "file:" + keyFile),
                "--spring.ssl.bundle.watch.file.quiet-period=100ms");
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    @Order(1)
    void servesHttp11AndTellsBrowsersToStayWithTls() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(certificate.trusting())
                .version(HttpClient.Version.HTTP_2)
                .build();

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/health"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=31536000");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({"TLSv1.3, TLS_AES_128_GCM_SHA256", "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"})
    void speaksWhatIsGood(String version, String suite) throws Exception {
        try (SSLSocket client = socket(certificate, version, suite)) {
            client.startHandshake();

            assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256"
    })
    void refusesWhatIsNot(String version, String suite) throws Exception {
        try (SSLSocket client = socket(certificate, version, suite)) {
            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    @Order(2)
    void servesNothingWithoutTls() throws Exception {
        try (Socket client = new Socket("localhost", port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));

            String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400");
            HostileRequestsIT.assertSaysNothingOfUs(answer);
        }
    }

    @Test
    @Order(3)
    void takesNewFilesWithoutARestart() throws Exception {
        Certificate next = Certificate.make(folder);
        next.write(certificateFile, keyFile);

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(SSLException.class)
                .untilAsserted(() -> {
                    try (SSLSocket client = socket(next, "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
                        client.startHandshake();
                    }
                });
        assertThat(next.serialNumber()).isNotEqualTo(certificate.serialNumber());
    }

    private static SSLSocket socket(Certificate trusted, String version, String suite)
            throws GeneralSecurityException, IOException {
        SSLSocket socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(20_000);
        socket.setEnabledProtocols(new String[] {version});
        socket.setEnabledCipherSuites(new String[] {suite});
        return socket;
    }
}
