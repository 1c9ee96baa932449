// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random requests to {@code /echo} and {@code /late}, which answer with the body they got, sent in random pieces on one connection. */
final class RequestStream {

    private final Random random;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> bodies = new ArrayList<>();

    /** Where each request ends. */
    private final List<Integer> ends = new ArrayList<>();

    RequestStream(Random random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            add();
            ends.add(bytes.size());
        }
    }

    private void add() {
        String path = random.nextInt(4) == 0 ? "/late" : "/echo";
        String body = text(random.nextInt(3) == 0 ? random.nextInt(1000) : random.nextInt(10));
        String head = path + " HTTP/1.1\r\nHost: a\r\nPad: " + text(random.nextInt(300)) + "\r\n";
        bodies.add(body);
        bytes.writeBytes((random.nextBoolean() ? sized(head, body) : chunked(head, body)).getBytes(US_ASCII));
    }

    private static String sized(String head, String body) {
        return body.isEmpty()
                ? "GET " + head + "\r\n"
                : "POST " + head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String chunked(String head, String body) {
        int cut = random.nextInt(body.length() + 1);
        return "POST " + head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.substring(0, cut))
                + chunk(body.substring(cut)) + "0\r\n\r\n";
    }

    private static String chunk(String text) {
        return text.isEmpty() ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private String text(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Sends it in pieces, and reads what has been asked for so far after some of these; fails where an answer is not the right one. */
    void send(Socket socket, String name) throws IOException {
        InputStream answers = new BufferedInputStream(socket.getInputStream());
        byte[] all = bytes.toByteArray();
        int answered = 0;
        for (int sent = 0; sent < all.length; ) {
            int piece = Math.min(piece(ends.get(answered) - sent), all.length - sent);
            socket.getOutputStream().write(all, sent, piece);
            sent += piece;
            if (sent == all.length || random.nextInt(4) != 0) {
                for (; answered < ends.size() && ends.get(answered) <= sent; answered++) {
                    String which = name + ", request " + answered;
                    assertThat(answer(answers, which)).as(which).isEqualTo(bodies.get(answered));
                }
            }
        }
        assertThat(answered).isEqualTo(bodies.size());
    }

    /** Often to the end of the next request or nearly so, which is where a connection changes hands. */
    private int piece(int toEnd) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(8);
            case 1 -> 1 + random.nextInt(4000);
            default -> Math.max(1, toEnd + random.nextInt(5) - 2);
        };
    }

    /** The body of the next answer, which says its length. */
    static String answer(InputStream in, String name) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("%s, after %s", name, head).isNotNegative();
            head.append((char) next);
        }
        assertThat(head).as(name).startsWith("HTTP/1.1 200");
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        return new String(in.readNBytes(length), US_ASCII);
    }
}
