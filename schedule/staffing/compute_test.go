package staffing_test

import (
	"encoding/csv"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/schedule/staffing"
)

// oneCaseEach is the parameters of the first case of every model.
func oneCaseEach(t testing.TB) map[string]string {
	rows, err := csv.NewReader(strings.NewReader(staffing.ReferenceCSV)).ReadAll()
	require.NoError(t, err)
	out := map[string]string{}
	for _, r := range rows[1:] {
		if out[r[1]] == "" {
			out[r[1]] = r[2]
		}
	}
	return out
}

// checkCompute wants an error or figures that are numbers, soon.
func checkCompute(t *testing.T, model, params string) {
	began := time.Now()
	got, err := staffing.Compute(model, params)
	require.Less(t, time.Since(began), 30*time.Second, "%s %s", model, params)
	if err != nil {
		return
	}
	for metric, x := range got {
		require.False(t, math.IsNaN(x), "%s %s %s", model, params, metric)
	}
}

// Every parameter of every model put to hostile values.
func TestComputeOnHostileParameters(t *testing.T) {
	for _, model := range staffing.Models() {
		params := strings.Split(oneCaseEach(t)[model], ";")
		for i, p := range params {
			key, value, _ := strings.Cut(p, "=")
			for _, bad := range []string{"", "x", "NaN", "-1", "0", "1", "1e-9", "1e5", "1e9", "1e308", "inf", value + "|" + value, "24h", "5-3"} {
				changed := append([]string(nil), params...)
				changed[i] = key + "=" + bad
				checkCompute(t, model, strings.Join(changed, ";"))
			}
		}
	}
}

func FuzzCompute(f *testing.F) {
	for model, params := range oneCaseEach(f) {
		f.Add(model, params)
	}
	f.Fuzz(func(t *testing.T, model, params string) {
		if len(params) > 2000 {
			return
		}
		checkCompute(t, model, params)
	})
}

// Figures far beyond any team stay figures of the right size.
func TestComputeOnVastSystems(t *testing.T) {
	cases := []struct {
		model, params, metric string
		low, high             float64
	}{
		{"erlang_b", "a=100000;n=100000", "blocking", 0.0025, 0.00253}, // sqrt(2/(pi a))
		{"erlang_c", "lambda_per_h=2000000;aht_s=180;n=100316;T_s=20", "pw", 0.22, 0.225},
		{"erlang_a", "lambda_per_h=2000000;aht_s=180;patience_s=180;n=100000;T_s=20", "pw", 0.499, 0.502},
		{"erlang_a", "lambda_per_h=4000000;aht_s=180;patience_s=1e6;n=100000;T_s=20", "pab", 0.5 - 1e-9, 0.5 + 1e-9},
		{"erlang_a_n", "lambda_per_h=2000000;aht_s=180;patience_s=180;T_s=20;sl=0.8;pab_max=0.05;occ_max=1", "n", 94900, 95100},
		{"chat_balanced", "lambda_per_h=1000000;n=10000;slots=3;aht1_s=60;inflation=0.3;T_s=60;patience_s=inf", "agent_busy", 0.9, 1},
		{"blend_threshold", "lambda_per_h=190000;aht_s=180;n=10000;reserve=100;T_s=20", "occ", 0.95, 1},
	}
	for _, c := range cases {
		got, err := staffing.Compute(c.model, c.params)
		require.NoError(t, err, c.model)
		require.True(t, got[c.metric] >= c.low && got[c.metric] <= c.high, "%s %s %s: %v", c.model, c.params, c.metric, got[c.metric])
	}
}
