// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import dev.sightglass.platform.AddressRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table {@code hostile-urls.txt}, and a name service in which its names are what they are. */
public final class HostileUrls {
    private static final Map<String, List<String>> NAMES = Map.of(
            "camera.example", List.of("93.184.216.34"),
            "inside.example", List.of("10.1.2.3"),
            "rebind.example", List.of("93.184.216.34", "127.0.0.1"),
            "rebind6.example", List.of("93.184.216.34", "fd00::1"),
            "mapped.example", List.of("::ffff:127.0.0.1"),
            "metadata.example", List.of("169.254.169.254"),
            "localhost", List.of("127.0.0.1", "::1"),
            "empty.example", List.of());

    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private HostileUrls() {}

    /** A URL, and the rule that refuses it. */
    public record Row(Reason reason, String url) {}

    /** All rows, with {@code port} where this machine is meant. */
    public static List<Row> rows(int port) {
        try (InputStream table = HostileUrls.class.getResourceAsStream("/hostile-urls.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> row(line, port))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line, int port) {
        int space = line.indexOf(' ');
        String url = line.substring(space + 1).replace("{port}", Integer.toString(port));
        return new Row(Reason.valueOf(line.substring(0, space)), unescaped(url));
    }

    /** Reads a backslash and {@code u} with four hex digits; all other escapes are those of text blocks. */
    private static String unescaped(String text) {
        return UNICODE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))))
                .translateEscapes();
    }

    /** Resolves the names of the table, and no other. */
    public static InetAddress[] resolve(String name) throws UnknownHostException {
        @Nullable List<String> literals = NAMES.get(name);
        if (literals == null) {
            throw new UnknownHostException(name);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    /** The rules as they are by default, but for any host on the public Internet. */
    public static AddressPolicy strict() {
        return new AddressPolicy(List.of("*"), false, HostileUrls::resolve);
    }
}
