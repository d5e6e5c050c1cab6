package schedule

import (
	"time"

	"turno/forecast/calendar"
)

// RequestKind says what an agent asks for.
type RequestKind string

// The kinds of request.
const (
	RequestOff   RequestKind = "off"   // no work between From and To
	RequestWork  RequestKind = "work"  // a shift that lies within From and To
	RequestShift RequestKind = "shift" // a shift of the kind Shift that starts from From on and before To
	RequestStart RequestKind = "start" // a shift that starts between From and To, both included
)

// RequestKinds lists the kinds of request.
func RequestKinds() []RequestKind {
	return []RequestKind{RequestOff, RequestWork, RequestShift, RequestStart}
}

// Request is a wish: granted where it can be, never a hard rule. One with Weekly is a
// standing wish, for each of these days anew; how its shift and start are asks nothing of
// days without a shift.
type Request struct {
	Agent    string
	Kind     RequestKind
	From, To time.Time     // of a wish for once
	Shift    string        // RequestShift: the kind of shift
	Weekly   [7]bool       // by time.Weekday, Sunday first; none is for once
	Clock    calendar.Span // weekly: from when to when on the day; the zero span is all of it
	Weight   float64       // above 0; 1 is usual
}

// Standing says whether the wish is for every week.
func (r Request) Standing() bool { return r.Weekly != [7]bool{} }

// On is a standing wish as one for the date alone.
func (r Request) On(d calendar.Date, zone *time.Location) Request {
	r.Weekly = [7]bool{}
	r.From, r.To = d.In(zone), d.Add(1).In(zone)
	if r.Clock != (calendar.Span{}) {
		r.From, r.To = d.At(r.Clock.From, zone), d.At(r.Clock.To, zone)
	}
	return r
}
