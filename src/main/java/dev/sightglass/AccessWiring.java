// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.BootstrapKey;
import dev.sightglass.access.JwtVerifier;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.Scope;
import dev.sightglass.access.jwt.IssuedJwts;
import dev.sightglass.api.AnswerMe;
import dev.sightglass.api.Authenticate;
import dev.sightglass.api.AuthenticateForLong;
import dev.sightglass.api.Authorise;
import dev.sightglass.api.ConsistencyTokens;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.RecentRefusals;
import dev.sightglass.api.RequireScope;
import dev.sightglass.api.keys.KeySteps;
import dev.sightglass.api.keys.ReadMintKey;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.limit.CallerLimits;
import dev.sightglass.limit.Rates;
import dev.sightglass.platform.AccessSettings;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.IngestSettings;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.LimitSettings;
import dev.sightglass.platform.SettingException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Processor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys, scopes and address rules, and the steps by which routes ask for them. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @DependsOnDatabaseInitialization
    ApiKeys apiKeys(DataStore store, Clock clock) {
        return ApiKeys.stored(store, clock, new SecureRandom());
    }

    @Bean
    BootstrapKey bootstrapKey(ApiKeys keys, AccessSettings settings) {
        return setting(
                "sightglass.access.bootstrap-key",
                () -> BootstrapKey.install(keys, settings.bootstrapKey().reveal()));
    }

    @Bean
    AddressPolicy addressPolicy(IngestSettings settings) {
        return setting(
                "sightglass.ingest.allowed-hosts",
                () -> new AddressPolicy(
                        settings.allowedHosts(), settings.allowPrivateAddresses(), InetAddress::getAllByName));
    }

    /** Makes something of a setting whose value it may refuse, which is how a wrong one stops the start with a sentence. */
    private static <T> T setting(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new SettingException(name, "is refused: " + e.getMessage());
        }
    }

    @Bean
    JwtVerifier jwtVerifier(JwtSettings settings, KnownWorkspaces workspaces, Clock clock) {
        return IssuedJwts.of(settings, workspaces, clock);
    }

    @Bean
    CallerLimits callerLimits(LimitSettings settings) {
        return new CallerLimits(
                new Rates(
                        settings.requestsPerSecond(),
                        settings.requestBurst(),
                        settings.encodeTimePerSecond(),
                        settings.encodeTimeBurst()),
                new Rates(
                        settings.workspaceRequestsPerSecond(),
                        settings.workspaceRequestBurst(),
                        settings.workspaceEncodeTimePerSecond(),
                        settings.workspaceEncodeTimeBurst()),
                System::nanoTime);
    }

    @Bean
    Authenticator authenticator(ApiKeys keys, JwtVerifier jwts) {
        return new Authenticator(keys, jwts);
    }

    @Bean("authenticate")
    Authenticate authenticate(
            Authenticator authenticator, ConsistencyTokens tokens, CallerLimits limits, RecentRefusals refusals) {
        return new Authenticate(authenticator, tokens, limits, refusals);
    }

    @Bean("authenticate-for-long")
    AuthenticateForLong authenticateForLong(Authenticate authenticate, Authenticator authenticator) {
        return new AuthenticateForLong(authenticate, authenticator);
    }

    @Bean("authorise")
    Authorise authorise(KnownWorkspaces workspaces) {
        return new Authorise(workspaces);
    }

    @Bean("answer-me")
    AnswerMe answerMe(KnownWorkspaces workspaces, Envelopes envelopes) {
        return new AnswerMe(workspaces, envelopes);
    }

    @Bean
    KeySteps keySteps(ApiKeys keys, Envelopes envelopes) {
        return new KeySteps(keys, envelopes);
    }

    @Bean("read-mint-key")
    ReadMintKey readMintKey() {
        return new ReadMintKey();
    }

    @Bean("mint-key")
    Processor mintKey(KeySteps steps) {
        return steps.mint();
    }

    @Bean("answer-minted-key")
    Processor answerMintedKey(KeySteps steps) {
        return steps.answerMinted();
    }

    @Bean("answer-revoked-key")
    Processor answerRevokedKey(KeySteps steps) {
        return steps.answerRevoked();
    }

    @Bean("list-keys")
    Processor listKeys(KeySteps steps) {
        return steps.list();
    }

    @Bean("revoke-key")
    Processor revokeKey(KeySteps steps) {
        return steps.revoke();
    }

    @Bean("keep-key-uses")
    Processor keepKeyUses(KeySteps steps) {
        return steps.keepUses();
    }

    @Bean("require-sessions-operate")
    RequireScope requireSessionsOperate() {
        return new RequireScope(Scope.SESSIONS_OPERATE);
    }
}
