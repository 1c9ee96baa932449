// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** coturn, a TURN server (RFC 8656) of third parties, as a process on this machine's own address: it relays nothing to loopback. */
final class TurnServer implements AutoCloseable {
    /** Ports of its relays; no other program here is told to use them. */
    static final List<Integer> RELAY_PORTS = List.of(47_100, 47_139);

    static final String USER = "camera";
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final String address = ownAddress();
    private final int port = freePort();
    private final ChildProcess process;

    TurnServer() {
        Path folder = Workplace.newFolder("turn");
        process = new ChildProcess(
                "turnserver",
                folder,
                folder,
                Map.of(),
                List.of(
                        "turnserver",
                        "-n", // no file of settings
                        "--listening-ip=" + address,
                        "--relay-ip=" + address,
                        "--listening-port=" + port,
                        "--min-port=" + RELAY_PORTS.get(0),
                        "--max-port=" + RELAY_PORTS.get(1),
                        "--lt-cred-mech",
                        "--user=" + USER + ":" + Canaries.TURN_CREDENTIAL,
                        "--realm=sightglass",
                        "--userdb=" + folder.resolve("users"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--log-file=stdout",
                        "--no-cli",
                        "--no-tls",
                        "--no-dtls",
                        "--verbose"));
        process.awaitReady(START_LIMIT, () -> process.output().contains("UDP listener opened on: " + address));
    }

    /** The value of a Link header that names it (RFC 9725 section 4.6). */
    String link() {
        return "<turn:" + address + ":" + port + "?transport=udp>; rel=\"ice-server\"; username=\"" + USER
                + "\"; credential=\"" + Canaries.TURN_CREDENTIAL + "\"; credential-type=\"password\"";
    }

    /** All that it printed so far. */
    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.terminate();
        if (!process.awaitExit(START_LIMIT)) {
            process.kill();
        }
    }

    private static String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this machine has no IPv4 address but loopback"));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
