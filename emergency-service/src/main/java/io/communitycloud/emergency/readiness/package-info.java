/** Whether a plan could be carried out today: roles without holder, facilities, teams and goods that are not there. */
@NullMarked
package io.communitycloud.emergency.readiness;

import org.jspecify.annotations.NullMarked;
