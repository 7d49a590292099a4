/** What notices need to know of households and their members, told by the resident service. */
@NullMarked
package io.communitycloud.notice.household;

import org.jspecify.annotations.NullMarked;
