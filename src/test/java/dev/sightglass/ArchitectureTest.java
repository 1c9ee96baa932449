// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The borders between the packages, which are the modules of this one-module project. */
@AnalyzeClasses(packages = "dev.sightglass", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What the repositories of sessions and keys may use of Spring. */
    private static final String[] DATABASE = {
        "org.springframework.jdbc..", "org.springframework.dao..", "org.springframework.transaction.."
    };

    @ArchTest
    static final ArchRule whepKnowsNothingOfOurs = ownDependenciesOf("whep", "dev.sightglass.whep..");

    @ArchTest
    static final ArchRule pictureKnowsNothingOfOurs = ownDependenciesOf("picture", "dev.sightglass.picture..");

    @ArchTest
    static final ArchRule platformKnowsNothingOfOurs = ownDependenciesOf("platform", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule visionKnowsNothingOfOurs = ownDependenciesOf("vision", "dev.sightglass.vision..");

    @ArchTest
    static final ArchRule snapshotKnowsOnlyPlatform =
            ownDependenciesOf("snapshot", "dev.sightglass.snapshot..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule sessionKnowsOnlyConsistencyCipherAndPlatform = ownDependenciesOf(
            "session",
            "dev.sightglass.session..",
            "dev.sightglass.consistency..",
            "dev.sightglass.cipher..",
            "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule accessKnowsOnlyConsistencyAndPlatform = ownDependenciesOf(
            "access", "dev.sightglass.access..", "dev.sightglass.consistency..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule consistencyKnowsOnlyPlatform =
            ownDependenciesOf("consistency", "dev.sightglass.consistency..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule cipherKnowsOnlyPlatform =
            ownDependenciesOf("cipher", "dev.sightglass.cipher..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule limitKnowsOnlyPlatform =
            ownDependenciesOf("limit", "dev.sightglass.limit..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule pricingKnowsOnlyPlatform =
            ownDependenciesOf("pricing", "dev.sightglass.pricing..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule videoKnowsOnlyPlatform =
            ownDependenciesOf("video", "dev.sightglass.video..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule whepSessionKnowsOnlyWhepCipherAndPlatform = ownDependenciesOf(
            "whepsession",
            "dev.sightglass.whepsession..",
            "dev.sightglass.whep.client..",
            "dev.sightglass.cipher..",
            "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule webhookKnowsOnlySessionAndPlatform = ownDependenciesOf(
            "webhook", "dev.sightglass.webhook..", "dev.sightglass.session..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule apiKnowsTheDomainButNotTheMedia = ownDependenciesOf(
            "api",
            "dev.sightglass.api..",
            "dev.sightglass.session..",
            "dev.sightglass.snapshot..",
            "dev.sightglass.access..",
            "dev.sightglass.consistency..",
            "dev.sightglass.limit..",
            "dev.sightglass.pricing..",
            "dev.sightglass.video..",
            "dev.sightglass.vision..",
            "dev.sightglass.webhook..",
            "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule demoKnowsOnlyWhepAndPlatform =
            ownDependenciesOf("demo", "dev.sightglass.demo..", "dev.sightglass.whep..", "dev.sightglass.platform..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.sightglass.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule imageLibrariesStayInPicture = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sightglass.picture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule nativeCallsStayWhereNativeLibrariesAre = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sightglass.picture..", "dev.sightglass.whep.webrtc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule webrtcJavaStaysInItsWrapper = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sightglass.whep.webrtc..", "dev.sightglass.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule camelStaysOutOfTheDomain = noClasses()
            .that(resideInAnyPackage(
                    "dev.sightglass.session..",
                    "dev.sightglass.access..",
                    "dev.sightglass.consistency..",
                    "dev.sightglass.cipher..",
                    "dev.sightglass.limit..",
                    "dev.sightglass.pricing..",
                    "dev.sightglass.video..",
                    "dev.sightglass.vision..",
                    "dev.sightglass.snapshot..",
                    "dev.sightglass.picture.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.camel..", "org.springframework..", "jakarta.servlet..")
                    .and(not(resideInAnyPackage(DATABASE)))
                    .and(not(resideInAPackage("org.springframework.security.oauth2.."))));

    @ArchTest
    static final ArchRule tokenLibrariesStayInTheirPackage = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sightglass.access.jwt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.security..", "com.nimbusds..");

    @ArchTest
    static final ArchRule databaseStaysBehindRepositories = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.sightglass.session..",
                    "dev.sightglass.access..",
                    "dev.sightglass.consistency..",
                    "dev.sightglass.cipher..",
                    "dev.sightglass.pricing..",
                    "dev.sightglass.video..",
                    "dev.sightglass.webhook..",
                    "dev.sightglass.whepsession..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.jdbc..");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that(not(resideInAPackage("dev.sightglass.platform..")))
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule threadsComeFromExecutors = noClasses().should().callConstructorWhere(ownThread());

    @ArchTest
    static final ArchRule onlyTheConsoleWritesToStandardOutput = noClasses()
            .that()
            .doNotHaveSimpleName("Console")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule constructorsInject = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(liveInANullMarkedPackage());

    private static ArchRule ownDependenciesOf(String name, String... allowed) {
        return classes()
                .that()
                .resideInAPackage("dev.sightglass." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("dev.sightglass..")).or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaConstructorCall>
            ownThread() {
        // A thread factory that names threads is the one exception: it is how an executor gets its threads.
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "new Thread outside a thread factory",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && !call.getOriginOwner().getSimpleName().endsWith("Threads"));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                // The generated configurers of the Camel component are not ours to annotate.
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " is in " + item.getPackageName()));
            }
        };
    }
}
