// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that answers each POST with given bytes, whatever they are, and hangs up; it takes note of each DELETE. */
final class BytesServer implements AutoCloseable {
    private static final byte[] DELETED =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> deleted = new LinkedBlockingQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile byte[] answer = {};

    BytesServer() throws IOException {
        Thread thread = new Thread(this::serve, "bytes-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Answers so from now on, and forgets what was deleted. */
    void answer(byte[] bytes) {
        answer = bytes;
        deleted.clear();
    }

    /** Targets of the DELETE requests since the last answer was given. */
    BlockingQueue<String> deleted() {
        return deleted;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                open.add(socket);
                socket.setSoTimeout(2000);
                serve(socket);
                open.remove(socket);
            } catch (IOException hungUp) {
                // The other side may do as it likes.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String head = head(in);
        in.readNBytes(contentLength(head));
        boolean isDelete = head.startsWith("DELETE ");
        if (isDelete) {
            deleted.add(head.split(" ", 3)[1]);
        }
        socket.getOutputStream().write(isDelete ? DELETED : answer);
        socket.shutdownOutput();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no head");
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
