using System.Text.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Puts a problem in the words of a provider.</summary>
internal static class ChatErrors
{
    private const string InvalidRequest = "invalid_request_error";

    public static Rejection Write(ChatErrorShape shape, ChatProblem problem)
    {
        var isExtraAtMistral = shape == ChatErrorShape.Mistral && problem.IsExtraInput;
        return new Rejection(isExtraAtMistral ? 422 : problem.Status, JsonSerializer.Serialize(isExtraAtMistral ? WriteExtraInput(problem) : WriteBody(shape, problem)));
    }

    private static object WriteExtraInput(ChatProblem problem) =>
        new { detail = new[] { new { type = "extra_forbidden", loc = problem.Path.Prepend("body"), msg = "Extra inputs are not permitted" } } };

    private static object WriteBody(ChatErrorShape shape, ChatProblem problem) => shape switch
    {
        ChatErrorShape.Mistral when problem.Status == 401 => new { detail = problem.Message },
        ChatErrorShape.Mistral => new { @object = "error", message = problem.Message, type = InvalidRequest, param = (string?)null, code = problem.Code },
        ChatErrorShape.Flat => new { message = problem.Message, type = InvalidRequest, param = problem.Parameter, code = problem.Code ?? "wrong_api_format" },
        ChatErrorShape.Vllm => new { error = new { message = problem.Message, type = "BadRequestError", param = problem.Parameter, code = problem.Status } },
        ChatErrorShape.FlatVllm => new { @object = "error", message = problem.Message, type = "BadRequest", param = problem.Parameter, code = problem.Status },
        ChatErrorShape.Detail => new { detail = problem.Message },
        _ => new { error = new { message = problem.Message, type = InvalidRequest, param = problem.Parameter, code = problem.Code } },
    };
}
