package io.communitycloud.common.identity.openapi;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Purposes;
import io.communitycloud.common.identity.access.AccessLaw;
import io.communitycloud.common.identity.access.Operations;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.TreeSet;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Says of each operation which roles it is open to and which purposes it asks for. */
final class LawInDocument implements GlobalOperationCustomizer {

    private final AccessLaw law;

    LawInDocument(AccessLaw law) {
        this.law = law;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        String id = Operations.idOf(handler);
        if (id != null) {
            law.of(id).ifPresent(row -> describe(operation, row));
        }
        return operation;
    }

    private static void describe(Operation operation, Access row) {
        operation.addExtension("x-roles", new TreeSet<>(row.roles()));
        if (row.roles().contains(AccessLaw.SIGNED)) {
            operation.setSecurity(List.of());
        }
        boolean purposeNeeded = !row.purposes().isEmpty();
        if (purposeNeeded || row.unmask() != null) {
            var purposes = new StringSchema();
            new TreeSet<>(purposeNeeded ? row.purposes() : Purposes.CODES).forEach(purposes::addEnumItem);
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("X-Purpose")
                    .required(purposeNeeded)
                    .schema(purposes)
                    .description("Why the data is needed; personal data is masked without the right purpose."));
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("X-Case")
                    .required(false)
                    .schema(new StringSchema().maxLength(64))
                    .description("Number of the case, where there is one."));
        }
        if (row.roles().contains("system")) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("X-Scope-Area")
                    .required(false)
                    .schema(new StringSchema().pattern("[0-9]{12}"))
                    .description("The area a system principal acts in; ignored from anybody else."));
        }
    }
}
