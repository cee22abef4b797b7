package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rule packs, for reading: every rule in effect, with its basis. */
@RestController
@RequestMapping("/api/packs")
@Tag(name = "checks")
class PacksController {

  private final Packs packs;
  private final PackViews views;

  PacksController(Packs packs, PackViews views) {
    this.packs = packs;
    this.views = views;
  }

  @GetMapping
  @Operation(summary = "规则包一览", description = "现行版本的规则包、适用的行政区代码、上级规则包和可用的各个版本。")
  List<PackView.Summary> list() {
    return packs.listPacks().stream().map(views::summary).toList();
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "一个规则包",
      description = "全部生效的规则及其依据、参数和来源，继承、修改、新增了什么，撤销了什么，以及理由。以 version 取旧版本。")
  PackView get(@PathVariable String id, @RequestParam(required = false) @Nullable String version) {
    Pack pack = version == null ? packs.getPack(id) : packs.getPack(id, version);
    return views.detail(pack);
  }
}
