package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ValidatorFactory;
import java.time.ZoneId;
import org.jingtu.database.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Dates of requests are held against the day in China; the clock of the machine is any. */
@SpringBootTest
@DatabaseTest
class RequestDatesDbTest {

  @Autowired private ValidatorFactory validators;

  @Test
  void todayIsTodayInChina() {
    assertThat(validators.getClockProvider().getClock().getZone())
        .isEqualTo(ZoneId.of("Asia/Shanghai"));
  }
}
