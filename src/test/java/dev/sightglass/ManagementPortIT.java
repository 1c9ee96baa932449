// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Health and metrics are for this machine, on a port of their own. */
@ShippedApplication
class ManagementPortIT {
    private static final String REQUEST = "GET /observe/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @Autowired
    Api api;

    @Value("${local.server.port}")
    int port;

    @Value("${local.management.port}")
    int managementPort;

    @Test
    void answersOnLoopbackOnly() throws Exception {
        InetAddress outside = outside();

        assertThat(raw(InetAddress.getLoopbackAddress(), managementPort, REQUEST))
                .startsWith("HTTP/1.1 200");
        // The address can be reached: the API is there.
        assertThat(raw(outside, port, REQUEST)).startsWith("HTTP/1.1 404");
        assertThatThrownBy(() -> raw(outside, managementPort, REQUEST)).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe",
                "/observe/",
                "/observe/health",
                "/observe/metrics",
                "/observe/health/ready",
                "/actuator"
            })
    void isNoPartOfTheApi(String path) {
        Envelope.assertThatAnswer(api.send(api.beside(path)), Envelope.ofContainer(404, "NOT_FOUND", "Not found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /unknown HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /observe/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            })
    void saysNothingOfWhatItIsMadeOf(String request) throws Exception {
        HostileRequestsIT.assertSaysNothingOfUs(raw(InetAddress.getLoopbackAddress(), managementPort, request));
    }

    private static String raw(InetAddress address, int port, String request) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static InetAddress outside() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow();
    }
}
