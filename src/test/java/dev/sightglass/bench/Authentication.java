// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.Environment;
import dev.sightglass.access.KeyGrant;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.Scope;
import dev.sightglass.access.jwt.IssuedJwts;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.Secret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Prints what it costs to tell who sent a request whose credential is in the cache: CPU time of the calling thread, user and system,
 * median of batches, and how often the database was asked meanwhile. Beside it one SHA-256 of the same credential. The number of
 * batches may be given as first argument.
 */
public final class Authentication {
    private static final int CALLS = 10_000;
    private static final int WARM_UP_BATCHES = 10;
    private static final String ISSUER = "https://issuer.example";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int batches;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger connections = new AtomicInteger();
    private final DataStore store;
    private final ApiKeys keys;
    private final Authenticator authenticator;
    private final RSAKey signingKey;

    private Authentication(int batches, DataSource database, RSAKey signingKey, String keySetUrl) {
        this.batches = batches;
        this.signingKey = signingKey;
        this.store = DataStore.of(counted(database));
        this.keys = ApiKeys.stored(store, clock, new SecureRandom());
        Workspaces workspaces = Workspaces.stored(store, clock);
        workspaces.addDefault();
        KnownWorkspaces known = (id, token) -> workspaces
                .recall(id, token)
                .map(found -> new KnownWorkspaces.Name(found.id(), found.slug(), found.name()));
        JwtSettings settings = new JwtSettings(
                ISSUER, keySetUrl, Secret.of(""), List.of("bench"), List.of("RS256"), "workspace_id", "role", "scope");
        this.authenticator = new Authenticator(keys, IssuedJwts.of(settings, known, clock));
    }

    public static void main(String[] arguments) throws Exception {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 21;
        RSAKey key = new RSAKeyGenerator(2048).keyID("bench").generate();
        byte[] keySet = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keySet.length);
            exchange.getResponseBody().write(keySet);
            exchange.close();
        });
        issuer.start();
        try (Databases.Database database = Databases.H2.start()) {
            String url = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
            new Authentication(batches, database.connections(), key, url).print();
        } finally {
            issuer.stop(0);
        }
    }

    private DataSource counted(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
    }

    private void print() throws Exception {
        System.out.printf(
                "CPU time of one call, microseconds, %d batches of %d, JDK %s. Target: at most 20, and no database access.%n%n",
                batches, CALLS, Runtime.version().feature());
        System.out.println("| credential | median | least | most | database accesses | SHA-256 of it, median |");
        System.out.println("|---|---|---|---|---|---|");
        row("API key", mintedKey(), null);
        row("API key, consistency token", mintedKey(), store.now().text());
        row("JWT, RS256", jwt(), null);
        row("JWT, RS256, consistency token", jwt(), store.now().text());
    }

    /** The compiler warms up with the same credential; then it is read anew, since entries are kept for five seconds only. */
    private void row(String label, String credential, String token) throws Exception {
        String header = "Bearer " + credential;
        Callable<?> call = token == null
                ? () -> authenticator.authenticate(header)
                : () -> authenticator.authenticate(header, store.recognise(ConsistencyToken.parse(token)));
        byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
        double[] hash = measured(() -> MessageDigest.getInstance("SHA-256").digest(bytes), () -> bytes);
        int[] before = new int[1];
        double[] spent = measured(call, () -> {
            keys.mint(new KeyGrant("default", "unused", Environment.TEST, EnumSet.allOf(Scope.class)));
            call.call();
            before[0] = connections.get();
            return call;
        });
        System.out.printf(
                "| %s | %.2f | %.2f | %.2f | %d | %.2f |%n",
                label,
                spent[batches / 2],
                spent[0],
                spent[batches - 1],
                connections.get() - before[0],
                hash[batches / 2]);
    }

    /** Microseconds per call of each batch, least first. */
    private double[] measured(Callable<?> call, Callable<?> beforeFirst) throws Exception {
        for (int each = 0; each < WARM_UP_BATCHES; each++) {
            batch(call);
        }
        beforeFirst.call();
        double[] spent = new double[batches];
        for (int each = 0; each < batches; each++) {
            spent[each] = batch(call);
        }
        Arrays.sort(spent);
        return spent;
    }

    private static double batch(Callable<?> call) throws Exception {
        Object last = null;
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int each = 0; each < CALLS; each++) {
            last = call.call();
        }
        long spent = THREADS.getCurrentThreadCpuTime() - begun;
        if (last == null) {
            throw new IllegalStateException("a call came to nothing");
        }
        return spent / 1e3 / CALLS;
    }

    private String mintedKey() {
        return keys.mint(new KeyGrant("default", "bench", Environment.TEST, EnumSet.allOf(Scope.class)))
                .takePlaintext()
                .orElseThrow();
    }

    private String jwt() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("bench")
                .subject("somebody")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))))
                .claim("workspace_id", "default")
                .claim("role", "OWNER")
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(signingKey.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(signingKey));
        return jwt.serialize();
    }
}
