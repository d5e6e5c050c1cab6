package result

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/internal/workspace/fault"
)

func answered(t *testing.T, err error) {
	var faults *fault.Error
	if err != nil && (!errors.As(err, &faults) || len(faults.Faults) == 0) {
		t.Fatalf("not a fault of the input: %v", err)
	}
}

// What was read is written, and read again alike.
func FuzzReadForecast(f *testing.F) {
	f.Add([]byte("queue,start,end,mean,p10,p90,correlation,factor level\na,2026-11-02 09:00,2026-11-02 10:00,1,0.5,2,0.2,1\na,2026-11-02 10:00,2026-11-02 11:00,1,0.5,2,0.2,1\n"))
	f.Add([]byte("queue,start,end,mean,p10,p10.0,p5e1\na,2026-11-02 09:00,2026-11-02 10:00,1,1,2,3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		volumes, err := ReadForecast("forecast.csv", bytes.NewReader(data), time.UTC)
		answered(t, err)
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		require.NoError(t, WriteForecast(&once, volumes))
		text := bytes.Clone(once.Bytes())
		again, err := ReadForecast("forecast.csv", &once, time.UTC)
		require.NoError(t, err)
		require.NoError(t, WriteForecast(&twice, again))
		require.Equal(t, string(text), twice.String())
	})
}

func FuzzReadRequirement(f *testing.F) {
	f.Add([]byte("queue,start,end,work,open,minimum,agents,contacts,load,target,missed,absorb,due\na,2026-11-02 09:00,2026-11-02 10:00,live,1,0,2,10,1.5,0.8,9 3 1,0 0 0.5,\nb,2026-11-02 09:00,2026-11-02 10:00,deferrable,1,0,2.5,,,,,,1.25 12 +4; 0.5 3 +8\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ReadRequirement("requirement.csv", bytes.NewReader(data), time.UTC)
		answered(t, err)
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		require.NoError(t, WriteRequirement(&once, r))
		text := bytes.Clone(once.Bytes())
		again, err := ReadRequirement("requirement.csv", &once, time.UTC)
		require.NoError(t, err)
		require.NoError(t, WriteRequirement(&twice, again))
		require.Equal(t, string(text), twice.String())
	})
}
