package org.jingtu.access;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says of the API as a whole: title, ways to sign in, problems. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  static {
    // a tree of JSON says nothing of its members; described by reflection it ends in a stack trace
    for (Class<?> tree : List.of(JsonNode.class, ObjectNode.class, ArrayNode.class)) {
      SpringDocUtils.getConfig().replaceWithSchema(tree, new ObjectSchema());
    }
  }

  /** The members of an RFC 9457 problem as this service writes it. */
  record ProblemDocument(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      String code,
      String requestId) {}

  /** A customizer runs when the document is asked for, not at the start of the service. */
  @Bean
  OpenApiCustomizer apiAsAWhole() {
    return document -> {
      document.setInfo(describe());
      addSignIn(document.getComponents());
      ModelConverters.getInstance(true)
          .read(ProblemDocument.class)
          .forEach(document.getComponents()::addSchemas);
      for (String scheme : List.of("basic", "bearer", "session")) {
        document.addSecurityItem(new SecurityRequirement().addList(scheme));
      }
    };
  }

  private static Info describe() {
    return new Info()
        .title("净土 Jingtu")
        .version("v1")
        .description(
            "污染地块、耕地、地下水与规划“一张图”的联动监管。错误一律为 application/problem+json（RFC 9457），"
                + "code 为稳定代码。面积单位为平方米，坐标为 CGCS2000 经度、纬度。");
  }

  private static void addSignIn(Components components) {
    components
        .addSecuritySchemes(
            "basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
        .addSecuritySchemes(
            "bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
        .addSecuritySchemes(
            "session",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("JINGTU_SESSION"));
  }

  @Bean
  OperationCustomizer problemsOfEveryOperation() {
    ApiResponse problem =
        new ApiResponse()
            .description("问题（RFC 9457）")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/ProblemDocument"))));
    return (operation, method) -> {
      operation.getResponses().addApiResponse("default", problem);
      return operation;
    };
  }
}
