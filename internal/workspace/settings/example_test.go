package settings_test

import (
	"fmt"

	"turno/internal/workspace/settings"
)

// A file with faults is answered with all of them, in the order of its lines.
func ExampleDecode() {
	_, err := settings.Decode("turno.yaml", []byte(`
zone: Europe/Roma
queues:
  posts: {chanel: social}
shifts:
  day: {start: 09:00, length: 8}
contracts:
  full: {shifts: [dya]}
`))
	fmt.Println(err)
	// Output:
	// turno.yaml:2:7: "Europe/Roma": unknown time zone: expected an IANA name such as Europe/Rome (did you mean "Europe/Rome"?)
	// turno.yaml:4:10: a queue lacks the key channel: social (public posts), messaging (private, asynchronous), chat (live), voice or email
	// turno.yaml:4:11: "chanel": unknown key of a queue: expected one of channel, handle, language, hours, auto_reply, min_staff, min_staff_on_call, duty_min, priority, patience, redial, redial_after, interruptible, owned, closing_post, slots, inflation, occupancy_cap, targets, promise, work, kinds (did you mean "channel"?)
	// turno.yaml:6:31: "8": expected a duration or a range of durations, such as 8h or 6h-8h30m
	// turno.yaml:8:19: "dya": unknown shift kind: expected one of day (did you mean "day"?)
}
