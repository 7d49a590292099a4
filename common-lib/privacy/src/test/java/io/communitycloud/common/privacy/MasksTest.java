package io.communitycloud.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    @ParameterizedTest
    @CsvSource({"张三, 张*", "欧阳明月, 欧*", "𬭚, 𬭚*", "𬭚强, 𬭚*", "王, 王*", "'', ''", "Maria Silva, M*"})
    void keepsTheFirstCharacterOfAName(String name, String masked) {
        assertThat(Masks.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "310199198001011234, 310***********1234",
        "11010519491231002X, 110***********002X",
        "E12345678, E*****678",
        "12345, *****",
        "'', ''"
    })
    void keepsTheEndsOfANumber(String number, String masked) {
        assertThat(Masks.number(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"13812345678, 138****5678", "1234567, *****67", "123, ***"})
    void keepsTheEndsOfAPhone(String phone, String masked) {
        assertThat(Masks.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"南京东路100弄5号301室, 南京东路***", "浦东新区张杨北路1号, 浦东新区张杨***", "100弄5号, ***", "'', ''"})
    void leavesOutLaneHouseAndRoomOfAnAddress(String address, String masked) {
        assertThat(Masks.address(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"张*, true", "138****5678, true", "张＊, true", "张三, false", "13812345678, false", ", false"})
    void knowsItsOwnProducts(String text, boolean masked) {
        assertThat(Masks.isMasked(text)).isEqualTo(masked);
    }

    @Test
    void refusesAMaskThatComesBack() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Masks.refuseMasked("/phone", "138****5678"))
                .satisfies(refused -> {
                    Refusal refusal = refused.refusal();
                    assertThat(refusal.code()).isEqualTo("masked-value");
                    assertThat(refusal.kind().status()).isEqualTo(422);
                    assertThat(refusal.pointer()).isEqualTo("/phone");
                });
        assertThatCode(() -> Masks.refuseMasked("/phone", null)).doesNotThrowAnyException();
    }
}
