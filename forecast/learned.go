package forecast

import "turno/forecast/calendar"

// Estimate is a quantity learned from data: the value and the interval that holds the
// truth with 80 %.
type Estimate struct {
	Value, Low, High float64
}

// Holds says whether x lies in the interval.
func (e Estimate) Holds(x float64) bool { return e.Low <= x && x <= e.High }

// CampaignEffect is what one campaign did to a queue, measured against the usual volume of
// its time, or what one ahead is expected to do, learned from those of the past.
type CampaignEffect struct {
	Queue    string
	Campaign string
	Kind     string
	Span     calendar.Window // from its start until its decay begins
	Ahead    bool            // not in the history: expected rather than measured
	Stated   float64         // uplift that was stated; 0 is unknown
	Uplift   Estimate        // peak multiple of the usual
	Rise     Estimate        // hours from 1 to the uplift
	HalfLife Estimate        // hours in which the excess halves after the end
	Alike    int             // past campaigns of the kind on this queue that taught it
	Past     int             // past campaigns of any kind on this queue
}

// BurstShape is how the bursts of a queue usually are.
type BurstShape struct {
	Queue    string
	N        int      // bursts found in the history
	PerWeek  Estimate // how often they come
	Multiple Estimate // peak over the usual volume of the hour; median, interval of single bursts
	Rise     Estimate // hours from the beginning to the peak; likewise
	HalfLife Estimate // hours in which the excess halves after the peak; likewise
	Share    float64  // of the volume that bursts bring, the recent past counting most
}
