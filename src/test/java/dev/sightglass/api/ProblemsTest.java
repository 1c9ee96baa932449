// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.NotAuthenticatedException;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Scope;
import dev.sightglass.session.InvalidSessionException;
import dev.sightglass.session.InvalidStateException;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.TooManySessionsException;
import dev.sightglass.snapshot.FrameNotAvailableException;
import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import dev.sightglass.snapshot.SnapshotUnavailableException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class ProblemsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new NotAuthenticatedException("NOT_AUTHENTICATED", "key:missing"),
                        401,
                        "NOT_AUTHENTICATED",
                        "key:missing"),
                Arguments.of(
                        NotAuthorizedException.scope(Scope.SESSIONS_READ), 403, "NOT_AUTHORIZED", "scope:sessionsRead"),
                Arguments.of(
                        new WorkspaceMismatchException("session"),
                        403,
                        "WORKSPACE_MISMATCH",
                        "session:workspaceMismatch"),
                Arguments.of(new SessionNotFoundException(), 404, "SESSION_NOT_FOUND", "session:notFound"),
                Arguments.of(new InvalidStateException(SessionState.ENDED), 409, "INVALID_STATE", "session:ended"),
                Arguments.of(new TooManySessionsException(), 409, "CONFLICT", "session:tooManyOpen"),
                Arguments.of(new InvalidSessionException("lat"), 400, "INVALID_INPUT", "session:lat"),
                Arguments.of(InvalidInputException.body("hint"), 400, "INVALID_INPUT", "request:body"),
                Arguments.of(
                        new UnsupportedMediaTypeException(), 415, "UNSUPPORTED_MEDIA_TYPE", "request:contentType"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void haveTheCodeAndStatusOfTheContract(Throwable failure, int status, String code, String detail) {
        Problem problem = Problems.of(failure);

        assertThat(problem.code().status()).isEqualTo(status);
        assertThat(problem.code().name()).isEqualTo(code);
        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.retryAfterSeconds()).isNull();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aDatabaseThatIsAwayMayComeBack(Throwable failure) {
        assertThat(Problems.of(failure)).isEqualTo(new Problem(ErrorCode.UNAVAILABLE, "database:unavailable", null, 1));
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new CannotGetJdbcConnectionException("no connection"),
                new CannotCreateTransactionException("no connection"),
                new QueryTimeoutException("slow"));
    }

    @Test
    void aStatementThatFailsIsAFaultOfOurs() {
        assertThat(Problems.of(new DataIntegrityViolationException("VALUES ('secret')")))
                .isEqualTo(new Problem(ErrorCode.DATABASE_ERROR, "database:error", null, null));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aFrameThatIsNotThereMayCome(Reason reason) {
        Problem problem = Problems.of(new FrameNotAvailableException(reason));

        assertThat(problem).isEqualTo(new Problem(ErrorCode.FRAME_NOT_AVAILABLE, reason.label(), null, 1));
    }

    @Test
    void aFrameThatCouldNotBeEncodedMayComeToo() {
        assertThat(Problems.of(SnapshotUnavailableException.busy()))
                .isEqualTo(new Problem(ErrorCode.UNAVAILABLE, "frame:busy", null, 1));
    }

    @Test
    void whatNobodyExpectedTellsNothing() {
        Problem problem = Problems.of(new IllegalStateException("jdbc:secret"));

        assertThat(problem).isEqualTo(Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "request:unexpected"));
    }
}
