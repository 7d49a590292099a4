/** Response levels: who declared which, where and from when, for ever. */
@NullMarked
package io.communitycloud.emergency.level;

import org.jspecify.annotations.NullMarked;
