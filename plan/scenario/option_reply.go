package scenario

import (
	"context"
	"slices"
	"time"

	"turno/forecast"
)

// usualDeflection is the share of the questions that an automatic reply answers where the
// workspace does not say: our own estimate, to be replaced by what was measured.
const usualDeflection = 0.2

// autoReply lets an automatic reply answer a share of those who come to the campaign's
// queues, live ones aside, from an hour on until it is over: they need nobody.
func (s *strike) autoReply(ctx context.Context) (Option, error) {
	share := s.Deflects
	if share == 0 {
		share = usualDeflection
	}
	return s.begun(AutoReply, func(at time.Time) (Option, error) {
		profiles := slices.Clone(s.held.Profiles)
		for i, p := range profiles {
			if !s.touched(p.Volume.Queue) || s.Queues[i].Channel.Live() {
				continue
			}
			profiles[i].Streams = slices.Clone(p.Streams)
			for k, st := range p.Streams {
				flush := forecast.Measure{CV: st.Flush.CV, Mean: make([]float64, s.Period.N)}
				for j := range flush.Mean {
					flush.Mean[j] = st.Flush.At(j)
					if t := s.Period.At(j); !t.Before(at) && t.Before(s.to) {
						flush.Mean[j] = 1 - (1-flush.Mean[j])*(1-share)
					}
				}
				profiles[i].Streams[k].Flush = flush
			}
		}
		return s.with(ctx, s.held.Roster.Roster, profiles)
	})
}
