package io.communitycloud.team;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.communitycloud.common.testing.architecture.ArchitectureRules;

/** The team service holds to the rules of the house. */
@AnalyzeClasses(packages = "io.communitycloud.team", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
