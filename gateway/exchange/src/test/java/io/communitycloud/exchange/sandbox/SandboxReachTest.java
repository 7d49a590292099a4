package io.communitycloud.exchange.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the sandbox cannot reach, because it does not even know of it. */
@AnalyzeClasses(packages = "io.communitycloud.exchange", importOptions = ImportOption.DoNotIncludeTests.class)
class SandboxReachTest {

    @ArchTest
    static final ArchRule NO_SYSTEM_NO_SERVICE_NO_SECRET = noClasses()
            .that()
            .resideInAPackage("..exchange.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..exchange.operation..",
                    "..exchange.wire..",
                    "..exchange.isolation..",
                    "..exchange.intake..",
                    "..exchange.ticket..",
                    "..exchange.person..",
                    "..exchange.secret..",
                    "..common.identity.calls..",
                    "..springframework.web.client..",
                    "java.net.http..")
            .because("an answer of the sandbox is made up, whoever asks and whatever is asked");
}
