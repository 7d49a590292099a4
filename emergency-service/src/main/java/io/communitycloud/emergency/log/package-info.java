/** What is written down beside an incident and never changed: additions by reporters, decisions of the incident room. */
@NullMarked
package io.communitycloud.emergency.log;

import org.jspecify.annotations.NullMarked;
